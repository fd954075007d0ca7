package dev.rampart.policy.eval;

import dev.rampart.policy.eval.Rule.CommandRule;
import dev.rampart.policy.eval.Rule.FileRule;
import dev.rampart.policy.eval.Rule.Unsupported;
import java.util.Arrays;
import java.util.Optional;

/** Reads one rule's text. Nothing is trimmed, as in Wazuh 4.14. */
public final class RuleParser {

    private static final String ARROW = " -> ";

    private RuleParser() {}

    /** Never throws: what is not understood is {@link Unsupported} and says why. */
    public static Rule parse(String text) {
        boolean negated = text.startsWith("not ") || text.startsWith("NOT ");
        var rule = negated ? text.substring(4) : text;
        int colon = rule.indexOf(':');
        if (colon < 0) {
            return new Unsupported("rule \"" + text + "\" has no type before a colon");
        }
        int arrow = rule.indexOf(ARROW);
        var location = arrow < 0 ? rule.substring(colon + 1) : rule.substring(Math.min(colon + 1, arrow), arrow);
        try {
            var pattern = arrow < 0
                    ? Optional.<LinePattern>empty()
                    : Optional.of(LinePattern.parse(rule.substring(arrow + ARROW.length())));
            return switch (rule.substring(0, colon)) {
                case "f" -> file(negated, location, pattern);
                case "c" -> command(negated, location, pattern);
                case "d", "p", "r" ->
                    new Unsupported("rules of type " + rule.charAt(0) + ": are not evaluated by this version");
                default -> new Unsupported("rule \"" + text + "\" is of no known type");
            };
        } catch (IllegalArgumentException e) {
            return new Unsupported(e.getMessage() == null ? "pattern not understood" : e.getMessage());
        }
    }

    private static Rule file(boolean negated, String location, Optional<LinePattern> pattern) {
        if (location.contains("$")) {
            return new Unsupported("\"f:" + location + "\" names a variable");
        }
        var paths = Arrays.stream(location.split(",")).filter(p -> !p.isEmpty()).toList();
        if (paths.isEmpty() || !paths.stream().allMatch(p -> p.startsWith("/"))) {
            return new Unsupported("\"f:" + location + "\" is not an absolute path");
        }
        return new FileRule(negated, paths, pattern);
    }

    private static Rule command(boolean negated, String location, Optional<LinePattern> pattern) {
        var argv = CommandLine.split(location);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            return new Unsupported("a c: rule without a command");
        }
        boolean shell = argv.getFirst().endsWith("sh");
        if (!shell && location.contains("$")) {
            return new Unsupported("\"c:" + location + "\" names a variable and no shell would expand it");
        }
        return new CommandRule(negated, argv, pattern);
    }
}
