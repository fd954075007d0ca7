package dev.rampart.policy.language;

import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.Text;
import dev.rampart.policy.pattern.Wazuh5Pattern;
import java.util.Optional;

/** Takes rules apart as 5.0.0-beta4 does at load (sca_policy_check.cpp: RuleEvaluatorFactory, sca_utils.cpp). */
final class RuleParser5 {

    sealed interface Parsed {
        record Parses(Rule rule) implements Parsed {}

        /** The check goes on without it. */
        record Dropped(ProblemKind kind, String why) implements Parsed {}

        /** The whole check is dropped, or the policy when it stands in its requirements. */
        record NoTarget(String why) implements Parsed {}
    }

    private RuleParser5() {}

    /** @param replaced the rule's text, variables replaced */
    static Parsed parse(Source source, String replaced) {
        var text = trim(Text.bytes(replaced));
        boolean negated = text.startsWith("not ");
        if (negated) {
            text = trim(text.substring("not ".length()));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Parsed.Dropped(ProblemKind.RULE_DROPPED, "has no \":\" behind its type");
        }
        int start = text.startsWith("!") ? 1 : 0;
        var type = colon < start ? "" : text.substring(start, colon);
        var cut = RuleText.atFirstArrow(text.substring(colon + 1));
        var target = target(cut);
        return switch (type) {
            case "f", "d", "c", "p" -> {
                if (target.isEmpty()) {
                    yield new Parsed.NoTarget("has nothing behind \"" + type + ":\"");
                }
                yield new Parsed.Parses(rule(type, source, negated, target, Optional.ofNullable(cut.right())));
            }
            case "r" -> new Parsed.Dropped(ProblemKind.REGISTRY_RULE, "asks the registry, which only Windows has");
            default ->
                new Parsed.Dropped(ProblemKind.RULE_DROPPED, "has the type \"" + type + "\"; it must be f, d, c or p");
        };
    }

    /** Once there is an arrow, the engine cuts at the first "->" of any kind. */
    private static String target(RuleText.Cut cut) {
        if (cut.right() == null) {
            return cut.left();
        }
        int bare = cut.left().indexOf("->");
        return trimEnd(bare < 0 ? cut.left() : cut.left().substring(0, bare));
    }

    private static Rule rule(String type, Source source, boolean negated, String target, Optional<String> rest) {
        return switch (type) {
            case "f" -> new Rule.FileRule(source, negated, java.util.List.of(target), rest.map(RuleParser5::pattern));
            case "d" -> directory(source, negated, target, rest);
            case "c" -> new Rule.CommandRule(source, negated, target, rest.map(RuleParser5::pattern));
            default -> Rule.ProcessRule.ofName(source, negated, target);
        };
    }

    private static Rule directory(Source source, boolean negated, String target, Optional<String> rest) {
        var cut = rest.map(RuleText::atFirstArrow);
        return new Rule.DirectoryRule(
                source,
                negated,
                java.util.List.of(target),
                cut.map(c -> NamePattern.parse5(c.left())),
                cut.flatMap(c -> Optional.ofNullable(c.right())).map(RuleParser5::pattern));
    }

    private static ContentPattern pattern(String text) {
        return Wazuh5Pattern.parse(text);
    }

    private static String trim(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return trimEnd(text.substring(start));
    }

    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
