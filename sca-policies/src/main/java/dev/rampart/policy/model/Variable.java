package dev.rampart.policy.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a check's rules that a policy may set. Rules are code that runs as root on nodes, and a value comes from
 * whoever may write policies: so a variable is a whole number between two bounds or one of a closed list, never a free
 * text.
 */
public sealed interface Variable {

    /** How rules name it: <code>${name}</code>; unique over the catalogue. */
    String name();

    /** Always acceptable. */
    String defaultValue();

    /** What may be given, for people. */
    String range();

    /** Every value at which the rules could go wrong: the ends of a range, or all of a list. */
    List<String> extremes();

    /** Empty when the value may stand in a rule. */
    Optional<String> objectionTo(String value);

    /** @param min from 0, so that no sign can stand in a rule */
    record WholeNumber(String name, int defaultValueAsNumber, int min, int max) implements Variable {

        private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,8}");

        public WholeNumber {
            if (min < 0 || min > max || defaultValueAsNumber < min || defaultValueAsNumber > max) {
                throw new IllegalArgumentException("0 <= min <= default <= max does not hold");
            }
        }

        @Override
        public String defaultValue() {
            return Integer.toString(defaultValueAsNumber);
        }

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public List<String> extremes() {
            return List.of(Integer.toString(min), Integer.toString(max));
        }

        /** Only the one spelling of a number: a leading zero or sign means something else to some programs. */
        @Override
        public Optional<String> objectionTo(String value) {
            var isInside =
                    DIGITS.matcher(value).matches() && Integer.parseInt(value) >= min && Integer.parseInt(value) <= max;
            return isInside ? Optional.empty() : Optional.of("must be " + range());
        }
    }

    /** @param allowed never empty; each of letters, digits, underscore and dash, so that it means itself everywhere */
    record Choice(String name, String defaultValue, List<String> allowed) implements Variable {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        public Choice {
            allowed = List.copyOf(allowed);
            if (!allowed.contains(defaultValue)) {
                throw new IllegalArgumentException("the default " + defaultValue + " is none of " + allowed);
            }
            var odd = Stream.concat(allowed.stream(), Stream.of(defaultValue))
                    .filter(v -> !PLAIN.matcher(v).matches())
                    .findFirst();
            if (odd.isPresent()) {
                throw new IllegalArgumentException(
                        "\"" + odd.get() + "\" has other characters than letters, digits, '_' and '-'");
            }
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", allowed);
        }

        @Override
        public List<String> extremes() {
            return allowed;
        }

        @Override
        public Optional<String> objectionTo(String value) {
            return allowed.contains(value) ? Optional.empty() : Optional.of("must be " + range());
        }
    }
}
