package dev.rampart.policy.eval;

import dev.rampart.policy.language.CommandLine;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.language.RuleParser4;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.pattern.Comparison;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Engine;
import dev.rampart.policy.pattern.Minterm;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.Position;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a rule looks at and whether this version can evaluate it, found from its text. */
public final class RuleNeeds {

    private static final Pattern PROCESSES = Pattern.compile(
            "(?<![\\w-])(?:ps|pgrep|pidof|systemctl|loginctl|journalctl)(?![\\w-])|/proc/(?:\\[|\\*|\\d)");

    private static final Pattern PROCESS_RULE = Pattern.compile("(?:not )?p:");

    private static final Pattern NETWORK = Pattern.compile(
            "(?<![\\w-])(?:ss|ip|iptables|ip6tables|nft|netstat)(?= )|(?<![\\w.-])net\\.[a-z]|/proc/(?:sys/)?net/");

    private RuleNeeds() {}

    /** Every rule needs the host's files: a command is one of them. */
    public static Set<Facility> facilities(List<String> rules) {
        var needs = EnumSet.of(Facility.FILES);
        for (var rule : rules) {
            int arrow = rule.indexOf(" -> ");
            var location = arrow < 0 ? rule : rule.substring(0, arrow);
            if (PROCESS_RULE.matcher(rule).lookingAt()
                    || PROCESSES.matcher(location).find()) {
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
        var positive = rule.startsWith("not ") ? rule.substring("not ".length()) : rule;
        if (positive.isEmpty() || "fdcp".indexOf(positive.charAt(0)) < 0) {
            return Optional.of("behind an optional \"not \" it must begin with f:, d:, c: or p:");
        }
        return switch (RuleParser4.parse(new Source(rule, Position.START), RegexType.PCRE2)) {
            case Rule.Unparsable u -> Optional.of(u.why());
            case Rule.RegistryRule r -> Optional.of("asks the registry, which only Windows has");
            case Rule.FileRule f -> location(f.paths()).or(() -> f.pattern().flatMap(RuleNeeds::pattern));
            case Rule.DirectoryRule d ->
                location(d.paths()).or(() -> d.pattern().flatMap(RuleNeeds::pattern));
            case Rule.ProcessRule p -> p.pattern().flatMap(RuleNeeds::pattern);
            case Rule.CommandRule c -> command(c);
        };
    }

    private static Optional<String> location(List<String> paths) {
        boolean absolute = !paths.isEmpty() && paths.stream().allMatch(p -> p.startsWith("/") && !p.contains("$"));
        return absolute ? Optional.empty() : Optional.of("its location is not an absolute path without variables");
    }

    private static Optional<String> command(Rule.CommandRule rule) {
        var argv = CommandLine.split(rule.command());
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            return Optional.of("has no command");
        }
        if (!argv.getFirst().endsWith("sh") && rule.command().contains("$")) {
            return Optional.of("names a variable and no shell would expand it");
        }
        if (rule.pattern().isEmpty()) {
            return Optional.of("a command without a pattern proves nothing");
        }
        if (rule.negated() && argv.stream().anyMatch(a -> a.contains("systemctl"))) {
            return Optional.of("asks systemctl and is negated: a service manager that does not answer would pass");
        }
        return rule.pattern().flatMap(RuleNeeds::pattern);
    }

    private static Optional<String> pattern(ContentPattern pattern) {
        return pattern.minterms().stream()
                .map(m -> part(m.test()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> part(Minterm.Test test) {
        return switch (test) {
            case Minterm.Literal l -> Optional.empty();
            case Minterm.Regex r -> engine(r.source(), r.engine());
            case Minterm.NotNumeric n -> Optional.of("\"n:" + n.source() + "\" has no \" compare \"");
            case Minterm.Numeric n ->
                engine(n.source(), n.engine()).or(() -> switch (n.comparison()) {
                    case Comparison.With w -> Optional.empty();
                    case Comparison.NoNumber c -> Optional.of("compare: " + c.why());
                    case Comparison.NoOperator c -> Optional.of("compare: " + c.why());
                });
        };
    }

    private static Optional<String> engine(String source, Engine engine) {
        return switch (engine) {
            case Engine.Refused(var at, var why) ->
                Optional.of("pattern \"" + source + "\", character " + (at + 1) + ": " + why);
            case Engine.Unsupported(var at, var why) ->
                Optional.of("pattern \"" + source + "\", character " + (at + 1) + ": " + why);
            case Engine.Os o -> Optional.empty();
            case Engine.Pcre2 p -> Optional.empty();
        };
    }

    /** The program and arguments that a {@code c:} rule with this location runs. */
    public static List<String> argvOf(String commandLine) {
        return CommandLine.split(commandLine);
    }
}
