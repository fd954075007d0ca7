package dev.rampart.policy.eval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What stands behind a rule's arrow: parts that one line must satisfy together. */
final class LinePattern {

    /** The engine's value of one line: it goes on counting where a negated part is invalid. */
    enum Value {
        NO,
        YES,
        INVALID,
        /** Neither: such a line ends the reading of a file, yet counts as not found. */
        NEITHER
    }

    private record Part(boolean negated, Test test) {
        Value on(CharSequence line) {
            var value = test.on(line);
            if (!negated) {
                return value;
            }
            return switch (value) {
                case NO -> Value.YES;
                case YES -> Value.NO;
                case INVALID, NEITHER -> Value.NEITHER;
            };
        }
    }

    private sealed interface Test {
        Value on(CharSequence line);
    }

    private record Literal(String text) implements Test {
        @Override
        public Value on(CharSequence line) {
            return equalsIgnoringAsciiCase(text, line.toString()) ? Value.YES : Value.NO;
        }

        private static boolean equalsIgnoringAsciiCase(String a, String b) {
            return a.length() == b.length() && lower(a).equals(lower(b));
        }

        private static String lower(String text) {
            var result = new StringBuilder(text.length());
            text.chars().forEach(c -> result.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
            return result.toString();
        }
    }

    private record Regex(Pattern pattern) implements Test {
        @Override
        public Value on(CharSequence line) {
            return pattern.matcher(line).find() ? Value.YES : Value.NO;
        }
    }

    private record Numeric(Pattern pattern, Comparison comparison) implements Test {
        @Override
        public Value on(CharSequence line) {
            var matcher = pattern.matcher(line);
            if (!matcher.find()) {
                return Value.NO;
            }
            var group = matcher.groupCount() == 0 ? null : matcher.group(1);
            var number = group == null ? null : LeadingNumber.of(group);
            if (number == null) {
                return Value.INVALID;
            }
            return comparison.holds(number) ? Value.YES : Value.NO;
        }
    }

    private final List<Part> parts;

    private LinePattern(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException saying what is not understood */
    static LinePattern parse(String text) {
        // The engine compares bytes, and rules are UTF-8: a letter beyond ASCII is two or more characters here.
        var bytes = Lines.text(text.getBytes(StandardCharsets.UTF_8));
        var parts = Arrays.stream(Pattern.compile(" && ", Pattern.LITERAL).split(bytes, -1))
                .filter(p -> !p.isEmpty())
                .map(LinePattern::part)
                .toList();
        return new LinePattern(new ArrayList<>(parts));
    }

    private static Part part(String text) {
        boolean negated = text.startsWith("!");
        var rest = negated ? text.substring(1) : text;
        if (rest.regionMatches(true, 0, "r:", 0, 2)) {
            return new Part(negated, new Regex(PcreSyntax.compile(rest.substring(2))));
        }
        if (rest.regionMatches(true, 0, "n:", 0, 2)) {
            return new Part(negated, numeric(rest.substring(2)));
        }
        return new Part(negated, new Literal(rest));
    }

    private static Numeric numeric(String text) {
        int at = text.indexOf(" compare ");
        if (at < 0) {
            throw new IllegalArgumentException("\"n:" + text + "\" has no \" compare \"");
        }
        var pattern = PcreSyntax.compile(text.substring(0, at));
        if (pattern.matcher("").groupCount() == 0) {
            throw new IllegalArgumentException("\"n:" + text + "\" has no group that holds the number");
        }
        return new Numeric(pattern, Comparison.parse(text.substring(at + " compare ".length())));
    }

    /**
     * All parts are looked at, as the engine does.
     *
     * @throws StepBudget.Exhausted when the patterns took too many steps
     */
    Value on(String line, StepBudget budget) {
        int invalid = 0;
        boolean neither = false;
        boolean no = false;
        for (var part : parts) {
            switch (part.on(budget.over(line))) {
                case NO -> no = true;
                case YES -> {}
                case INVALID -> invalid++;
                case NEITHER -> neither = true;
            }
        }
        if (no) {
            return Value.NO;
        }
        if (neither || invalid > 1) {
            return Value.NEITHER;
        }
        return invalid == 1 ? Value.INVALID : Value.YES;
    }

    /** Decimal digits at the start of a text, as C's strtol reads them. */
    private static final class LeadingNumber {
        private static final Pattern DIGITS = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]+)");
        private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
        private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

        private LeadingNumber() {}

        static @org.jspecify.annotations.Nullable Long of(String text) {
            var matcher = DIGITS.matcher(text);
            if (!matcher.lookingAt() || matcher.group(1).length() > 64) {
                return null;
            }
            var number = new BigInteger(matcher.group(1));
            return number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0 ? null : number.longValueExact();
        }
    }
}
