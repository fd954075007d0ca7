package dev.rampart.policy.eval;

import java.util.List;
import java.util.regex.Pattern;

/** The right side of {@code compare}, read as leniently as Wazuh 4.14 does. */
record Comparison(Operator operator, long number) {

    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        BELOW("<"),
        ABOVE(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** In the order in which the engine looks for them, anywhere in the text. */
    private static final List<Operator> SEARCHED =
            List.of(Operator.NOT_EQUAL, Operator.AT_MOST, Operator.AT_LEAST, Operator.BELOW, Operator.ABOVE);

    /** @throws IllegalArgumentException when there is no number or no operator */
    static Comparison parse(String text) {
        var digits = DIGITS.matcher(text);
        if (!digits.find()) {
            throw new IllegalArgumentException("compare \"" + text + "\" has no number");
        }
        long number;
        try {
            number = Long.parseLong(digits.group());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("compare \"" + text + "\": the number is too large", e);
        }
        if (text.startsWith("=")) {
            return new Comparison(Operator.EQUAL, number);
        }
        return SEARCHED.stream()
                .filter(o -> text.contains(o.sign))
                .findFirst()
                .map(o -> new Comparison(o, number))
                .orElseThrow(() -> new IllegalArgumentException("compare \"" + text + "\" has no operator"));
    }

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
