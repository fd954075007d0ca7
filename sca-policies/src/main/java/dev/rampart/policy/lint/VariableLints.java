package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Variables that are not replaced where one would think. */
final class VariableLints {

    private static final Pattern NAME = Pattern.compile("\\$[A-Za-z_][A-Za-z0-9_]*");

    private static final String ARROW = " -> ";

    private VariableLints() {}

    static Set<String> names(PolicyDocument document) {
        return document.section("variables")
                .map(m -> m.entries().stream()
                        .map(YamlValue.Entry::key)
                        .filter(k -> k.startsWith("$") && k.length() > 1)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    static void check(LintedRule rule, Set<String> names, LintOptions options, FindingList found) {
        if (options.has(Dialect.WAZUH_4_14)) {
            inPattern(rule, names, options, found);
        }
        rule.any().ifPresent(r -> paths(r).forEach(p -> undefined(rule, p, found)));
    }

    private static List<String> paths(Rule rule) {
        return switch (rule) {
            case Rule.FileRule f -> f.paths();
            case Rule.DirectoryRule d -> d.paths();
            default -> List.of();
        };
    }

    /** Paths come with defined names already replaced. */
    private static void undefined(LintedRule rule, String path, FindingList found) {
        var match = NAME.matcher(path);
        if (match.find()) {
            found.add(
                    LintCode.UNDEFINED_VARIABLE,
                    rule.at(),
                    rule.in() + "\"" + match.group() + "\" is no variable of this file: the path is "
                            + LintedRule.quote(path) + " as it stands",
                    "define it under variables, or write the path");
        }
    }

    private static void inPattern(LintedRule rule, Set<String> names, LintOptions options, FindingList found) {
        int arrow = rule.text().indexOf(ARROW);
        if (arrow < 0) {
            return;
        }
        var pattern = rule.text().substring(arrow + ARROW.length());
        names.stream()
                .filter(pattern::contains)
                .sorted()
                .findFirst()
                .ifPresent(name -> found.add(
                        LintCode.VARIABLE_IN_PATTERN,
                        rule.at(),
                        rule.in() + "4.14 does not replace \"" + name + "\" behind the arrow"
                                + (options.both() ? "; 5.x does" : ""),
                        "write the value itself there"));
    }
}
