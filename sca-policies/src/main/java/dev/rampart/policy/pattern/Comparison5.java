package dev.rampart.policy.pattern;

import dev.rampart.policy.pattern.Comparison.Operator;
import java.util.StringTokenizer;

/** The right side as 5.0.0-beta4 reads it: two words (sca_utils.cpp: EvaluateNumericRegexComparison). */
final class Comparison5 {

    /** What C++ streams take for blanks. */
    private static final String BLANKS = " \t\n\u000B\f\r";

    private Comparison5() {}

    static Comparison parse(String text) {
        var words = new StringTokenizer(text, BLANKS);
        if (words.countTokens() < 2) {
            return new Comparison.NoNumber("\"" + text + "\" is not an operator and a number");
        }
        var sign = words.nextToken();
        var number = CInteger.leading(words.nextToken(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            return new Comparison.NoNumber("\"" + text + "\" holds no number of 32 bits");
        }
        var operator = Operator.ofSign(sign);
        return operator == null
                ? new Comparison.NoOperator("\"" + sign + "\" is no operator")
                : new Comparison.With(operator, number.getAsLong());
    }
}
