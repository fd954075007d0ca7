package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.lint.PolicyDocument.Owner;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Checks whose verdict says nothing. */
final class VerdictLints {

    private VerdictLints() {}

    static void check(Owner owner, List<LintedRule> rules, LintOptions options, FindingList found) {
        var condition = condition(owner);
        if (condition.isEmpty() || rules.isEmpty()) {
            return;
        }
        var cannotFail = new ArrayList<String>();
        var cannotPass = new ArrayList<String>();
        for (var dialect : Dialect.values()) {
            var read = rules.stream()
                    .map(r -> dialect == Dialect.WAZUH_4_14 ? r.v4() : r.v5())
                    .flatMap(Optional::stream)
                    .toList();
            boolean complete = read.size() == rules.size() && read.stream().noneMatch(VerdictLints::isRefused);
            if (options.has(dialect) && complete) {
                if (!canFail(condition.get(), read, dialect)) {
                    cannotFail.add(ReaderLints.name(dialect) + why(read, dialect));
                }
                if (!canPass(condition.get(), read, dialect)) {
                    cannotPass.add(ReaderLints.name(dialect) + why(read, dialect));
                }
            }
        }
        report(owner, cannotFail, cannotPass, found);
        passesWhenMissing(owner, condition.get(), rules, found);
    }

    /** The reader has named these. */
    private static boolean isRefused(Rule rule) {
        return rule instanceof Rule.Unparsable || rule instanceof Rule.RegistryRule;
    }

    private static Optional<Condition> condition(Owner owner) {
        var value = PolicyDocument.find(owner.fields(), "condition");
        return value.isPresent() && value.get() instanceof Scalar s
                ? switch (s.text()) {
                    case "all", "all required" -> Optional.of(Condition.ALL);
                    case "any", "any required" -> Optional.of(Condition.ANY);
                    case "none" -> Optional.of(Condition.NONE);
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    private static boolean canFail(Condition condition, List<Rule> rules, Dialect dialect) {
        return switch (condition) {
            case ALL -> rules.stream().anyMatch(r -> can(r, Outcome.NOT_FOUND, dialect)) || contradict(rules);
            case ANY -> rules.stream().allMatch(r -> can(r, Outcome.NOT_FOUND, dialect)) && !contradict(rules);
            case NONE -> rules.stream().anyMatch(r -> can(r, Outcome.FOUND, dialect));
        };
    }

    private static boolean canPass(Condition condition, List<Rule> rules, Dialect dialect) {
        return switch (condition) {
            case ALL -> rules.stream().allMatch(r -> can(r, Outcome.FOUND, dialect)) && !contradict(rules);
            case ANY -> rules.stream().anyMatch(r -> can(r, Outcome.FOUND, dialect));
            case NONE -> rules.stream().allMatch(r -> can(r, Outcome.NOT_FOUND, dialect)) && !contradict(rules);
        };
    }

    /** The rule that has no choice. */
    private static String why(List<Rule> rules, Dialect dialect) {
        if (contradict(rules)) {
            return " (a rule and its negation stand side by side)";
        }
        return rules.stream()
                .filter(r -> !can(r, Outcome.FOUND, dialect) || !can(r, Outcome.NOT_FOUND, dialect))
                .findFirst()
                .map(r -> " (" + LintedRule.quote(r.source().text())
                        + (can(r, Outcome.FOUND, dialect) ? " is always found)" : " is never found)"))
                .orElse("");
    }

    private static boolean can(Rule rule, Outcome outcome, Dialect dialect) {
        return PossibleResults.of(rule, dialect).contains(outcome);
    }

    /** Whether a rule and its own negation stand side by side: of the two exactly one is found, or none is valid. */
    private static boolean contradict(List<Rule> rules) {
        var seen = new HashSet<String>();
        for (var rule : rules) {
            seen.add(rule.source().text());
        }
        return seen.stream().anyMatch(text -> seen.contains("not " + text));
    }

    private static void report(Owner owner, List<String> cannotFail, List<String> cannotPass, FindingList found) {
        var at = owner.fields().at();
        if (!cannotFail.isEmpty()) {
            found.add(
                    LintCode.CANNOT_FAIL,
                    at,
                    owner.name() + " can never fail in " + String.join(" and ", cannotFail),
                    "look at its condition, and at rules that always hold");
        }
        if (!cannotPass.isEmpty()) {
            found.add(
                    LintCode.CANNOT_PASS,
                    at,
                    owner.name() + " can never pass in " + String.join(" and ", cannotPass),
                    "look at its condition, and at rules that never hold");
        }
    }

    private static void passesWhenMissing(Owner owner, Condition condition, List<LintedRule> rules, FindingList found) {
        boolean absence = rules.stream().allMatch(r -> asksForAbsence(r, condition == Condition.NONE));
        if (absence && condition != Condition.ANY) {
            found.add(
                    LintCode.PASSES_WHEN_MISSING,
                    owner.fields().at(),
                    owner.name() + " passes where nothing of what it names exists, a wrong path included",
                    "ask also for something that must be there, such as the directory");
        }
    }

    private static boolean asksForAbsence(LintedRule rule, boolean none) {
        return switch (rule.any().orElse(null)) {
            case Rule.FileRule f -> f.pattern().isEmpty() && f.negated() != none;
            case Rule.DirectoryRule d -> d.name().isEmpty() && d.negated() != none;
            case null, default -> false;
        };
    }
}
