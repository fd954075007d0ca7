package dev.rampart.policy.pattern;

import org.jspecify.annotations.Nullable;

/** The right side of {@code compare}. */
public sealed interface Comparison {

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        BELOW("<"),
        ABOVE(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        static @Nullable Operator ofSign(String sign) {
            for (var operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            return null;
        }
    }

    record With(Operator operator, long number) implements Comparison {
        boolean holds(long value) {
            return switch (operator) {
                case EQUAL -> value == number;
                case NOT_EQUAL -> value != number;
                case AT_MOST -> value <= number;
                case AT_LEAST -> value >= number;
                case BELOW -> value < number;
                case ABOVE -> value > number;
            };
        }
    }

    /** The number is there, the operator is none: 5.x notices once a line matched. */
    record NoOperator(String why) implements Comparison {}

    /** No number, or one out of range: 5.x notices before it looks at the line. */
    record NoNumber(String why) implements Comparison {}
}
