package dev.rampart.policy.pattern;

import dev.rampart.policy.pattern.Comparison.Operator;
import java.util.List;

/** The right side as 4.14.5 reads it, very leniently (wm_sca_apply_numeric_partial_comparison). */
final class Comparison4 {

    /** In the order in which the engine looks for them, anywhere in the text. */
    private static final List<Operator> SEARCHED =
            List.of(Operator.NOT_EQUAL, Operator.AT_MOST, Operator.AT_LEAST, Operator.BELOW, Operator.ABOVE);

    private Comparison4() {}

    static Comparison parse(String text) {
        var number = CInteger.firstIn(text, Long.MAX_VALUE);
        if (number.isEmpty()) {
            return new Comparison.NoNumber("\"" + text + "\" holds no number of 64 bits");
        }
        if (text.startsWith("=")) {
            return new Comparison.With(Operator.EQUAL, number.getAsLong());
        }
        for (var operator : SEARCHED) {
            if (text.contains(operator.sign())) {
                return new Comparison.With(operator, number.getAsLong());
            }
        }
        return new Comparison.NoOperator("\"" + text + "\" holds no operator");
    }
}
