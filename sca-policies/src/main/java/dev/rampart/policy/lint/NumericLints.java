package dev.rampart.policy.lint;

import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.Comparison;
import dev.rampart.policy.pattern.Engine;
import dev.rampart.policy.pattern.Minterm;
import java.util.regex.Pattern;

/** {@code n:} and what stands behind it. */
final class NumericLints {

    private static final Pattern REVERSED = Pattern.compile("=[<>].*", Pattern.DOTALL);
    private static final Pattern NEGATIVE = Pattern.compile("\\D*-\\d.*", Pattern.DOTALL);

    private NumericLints() {}

    static void notNumeric(LintedRule rule, Minterm.NotNumeric test, Dialect dialect, FindingList found) {
        invalid(rule, test.source(), "there is no \" compare \" with an operator and a number", dialect, found);
    }

    static void numeric(
            LintedRule rule, Minterm.Numeric test, Dialect dialect, LintOptions options, FindingList found) {
        int word = test.source().indexOf("compare");
        var regex = test.source().substring(0, Math.max(word - 1, 0));
        var right = test.source().substring(word + "compare".length()).strip();
        RegexLints.numeric(rule, regex, test.engine(), dialect, options, found);
        switch (test.comparison()) {
            case Comparison.NoNumber n -> invalid(rule, test.source(), n.why(), dialect, found);
            case Comparison.NoOperator n -> invalid(rule, test.source(), n.why(), dialect, found);
            case Comparison.With w -> {
                if (dialect == Dialect.WAZUH_4_14) {
                    lenient(rule, right, found);
                }
            }
        }
        if (dialect == Dialect.WAZUH_4_14 && groups(test.engine()) == 0) {
            found.add(
                    LintCode.NUMERIC_WITHOUT_GROUP,
                    rule.at(),
                    rule.in() + LintedRule.quote(regex)
                            + " has no group for the number: in 4.14 the comparison is invalid"
                            + (options.both() ? "; 5.x compares the whole match" : ""),
                    "put the number in parentheses: (\\d+)");
        }
    }

    /** What 4.14 reads in another way than it looks. */
    private static void lenient(LintedRule rule, String right, FindingList found) {
        if (REVERSED.matcher(right).matches()) {
            found.add(
                    LintCode.NUMERIC_OPERATOR,
                    rule.at(),
                    rule.in() + "4.14 takes \"" + right.substring(0, 2) + "\" for ==",
                    "write >= or <=");
        }
        if (NEGATIVE.matcher(right).matches()) {
            found.add(
                    LintCode.NUMERIC_NEGATIVE,
                    rule.at(),
                    rule.in() + "4.14 loses the minus of " + LintedRule.quote(right),
                    "compare with a number from 0, or match the minus in the regex");
        }
    }

    /** -1 when the engine has none to count. */
    private static int groups(Engine engine) {
        return switch (engine) {
            case Engine.Os o -> o.regex().groups();
            case Engine.Pcre2 p -> p.regex().groups();
            case Engine.Refused r -> -1;
            case Engine.Unsupported u -> -1;
        };
    }

    private static void invalid(LintedRule rule, String source, String why, Dialect dialect, FindingList found) {
        found.add(
                LintCode.NUMERIC_INVALID,
                rule.at(),
                rule.in() + "in " + ReaderLints.name(dialect) + " the comparison " + LintedRule.quote(source)
                        + " is invalid: " + why,
                "write n:REGEX compare OPERATOR NUMBER with one of < <= == != >= >");
    }
}
