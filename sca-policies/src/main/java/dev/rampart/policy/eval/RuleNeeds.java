package dev.rampart.policy.eval;

import dev.rampart.policy.model.Facility;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a rule looks at and whether this version can evaluate it, found from its text. */
public final class RuleNeeds {

    private static final Pattern PROCESSES = Pattern.compile(
            "(?<![\\w-])(?:ps|pgrep|pidof|systemctl|loginctl|journalctl)(?![\\w-])|/proc/(?:\\[|\\*|\\d)");

    private static final Pattern NETWORK = Pattern.compile(
            "(?<![\\w-])(?:ss|ip|iptables|ip6tables|nft|netstat)(?= )|(?<![\\w.-])net\\.[a-z]|/proc/(?:sys/)?net/");

    private RuleNeeds() {}

    /** Every rule needs the host's files: a command is one of them. */
    public static Set<Facility> facilities(List<String> rules) {
        var needs = EnumSet.of(Facility.FILES);
        for (var rule : rules) {
            int arrow = rule.indexOf(" -> ");
            var location = arrow < 0 ? rule : rule.substring(0, arrow);
            if (PROCESSES.matcher(location).find()) {
                needs.add(Facility.PROCESSES);
            }
            if (NETWORK.matcher(location).find()) {
                needs.add(Facility.NETWORK);
            }
        }
        return needs;
    }

    /** Empty when the rule can be evaluated and can prove something. */
    public static Optional<String> objectionTo(String rule) {
        return switch (RuleParser.parse(rule)) {
            case Rule.Unsupported u -> Optional.of(u.why());
            case Rule.CommandRule c
            when c.pattern().isEmpty() -> Optional.of("a command without a pattern proves nothing");
            case Rule.CommandRule c
            when asksServiceManager(c) && c.negated() ->
                Optional.of("asks systemctl and is negated: a service manager that does not answer would pass");
            case Rule.CommandRule c -> Optional.empty();
            case Rule.FileRule f -> Optional.empty();
        };
    }

    /** The program and arguments that a {@code c:} rule with this location runs. */
    public static List<String> argvOf(String commandLine) {
        return CommandLine.split(commandLine);
    }

    private static boolean asksServiceManager(Rule.CommandRule rule) {
        return rule.argv().stream().anyMatch(a -> a.contains("systemctl"));
    }
}
