package dev.rampart.policy.language;

import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.pattern.Text;
import dev.rampart.policy.pattern.Wazuh4Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes rules apart as 4.14.5 does while it scans (wm_sca.c: wm_sca_do_scan, wm_sca_get_value); nothing is trimmed. */
public final class RuleParser4 {

    private static final Pattern COMMA = Pattern.compile(",");

    private final Variables variables;
    private final RegexType regexType;

    RuleParser4(Variables variables, RegexType regexType) {
        this.variables = variables;
        this.regexType = regexType;
    }

    /** A rule that stands alone, without variables. */
    public static Rule parse(Source source, RegexType regexType) {
        return new RuleParser4(Variables.NONE, regexType).parse(source);
    }

    /** Without the word that negates it: {@code not} or {@code NOT} and exactly one blank. */
    static String withoutNot(String text) {
        return isNegated(text) ? text.substring("not ".length()) : text;
    }

    private static boolean isNegated(String text) {
        return text.startsWith("not ") || text.startsWith("NOT ");
    }

    Rule parse(Source source) {
        var text = Text.bytes(source.text());
        boolean negated = isNegated(text);
        var positive = withoutNot(text);
        int colon = positive.indexOf(':');
        if (colon < 0) {
            return new Rule.Unparsable(source, "has no \":\" behind its type");
        }
        // Only requirements come here with a "!": it means nothing.
        int start = positive.startsWith("!") ? 1 : 0;
        var type = colon < start ? "" : positive.substring(start, colon);
        var value = positive.substring(colon + 1);
        return switch (type) {
            case "f" -> file(source, negated, value);
            case "d" -> directory(source, negated, value);
            case "c" -> command(source, negated, value);
            case "p" -> Rule.ProcessRule.ofPattern(source, negated, Wazuh4Pattern.parse(value, regexType));
            case "r" -> new Rule.RegistryRule(source, negated);
            default -> new Rule.Unparsable(source, "has the type \"" + type + "\"; it must be f, d, c or p");
        };
    }

    private Rule file(Source source, boolean negated, String value) {
        var cut = RuleText.atFirstArrow(value);
        return new Rule.FileRule(source, negated, list(cut.left()), pattern(Optional.ofNullable(cut.right())));
    }

    private Rule directory(Source source, boolean negated, String value) {
        var cut = RuleText.atFirstArrow(value);
        var paths = list(cut.left());
        if (cut.right() == null) {
            return new Rule.DirectoryRule(source, negated, paths, Optional.empty(), Optional.empty());
        }
        var rest = RuleText.atFirstArrow(cut.right());
        return new Rule.DirectoryRule(
                source,
                negated,
                paths,
                Optional.of(NamePattern.Wazuh4.parse(rest.left())),
                pattern(Optional.ofNullable(rest.right())));
    }

    private Rule command(Source source, boolean negated, String value) {
        var cut = RuleText.atFirstArrow(value);
        return new Rule.CommandRule(source, negated, replaced(cut.left()), pattern(Optional.ofNullable(cut.right())));
    }

    private Optional<dev.rampart.policy.pattern.ContentPattern> pattern(Optional<String> text) {
        return text.map(t -> Wazuh4Pattern.parse(t, regexType));
    }

    private List<String> list(String location) {
        return paths(replaced(location));
    }

    /** The paths of a comma-separated list; a candidate found in a directory is read as one, too. */
    public static List<String> paths(String location) {
        return Arrays.stream(COMMA.split(location, -1))
                .filter(p -> !p.isEmpty())
                .toList();
    }

    private String replaced(String location) {
        return variables.replaceIn(location);
    }
}
