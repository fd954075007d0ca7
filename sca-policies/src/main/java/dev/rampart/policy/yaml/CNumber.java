package dev.rampart.policy.yaml;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as C's strtod reads them (C locale), when it takes the whole text. */
final class CNumber {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)(?:[pP]([+-]?[0-9]+))?");
    private static final Pattern INFINITY = Pattern.compile("([+-]?)inf(?:inity)?");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("[+-]?nan(?:\\([0-9a-z_]*\\))?");

    /** What strtod skips before a number. */
    private static final Pattern LEADING_SPACE = Pattern.compile("^[ \\t\\n\\x0B\\f\\r]+");

    private static final int MAX_CHARS = 100_000;

    private CNumber() {}

    static OptionalDouble parse(String text) {
        var number = LEADING_SPACE.matcher(text).replaceFirst("");
        if (number.isEmpty() || number.length() > MAX_CHARS) {
            return OptionalDouble.empty();
        }
        if (DECIMAL.matcher(number).matches()) {
            return OptionalDouble.of(Double.parseDouble(number));
        }
        var hexadecimal = HEXADECIMAL.matcher(number);
        if (hexadecimal.matches()) {
            var exponent = hexadecimal.group(3) == null ? "0" : hexadecimal.group(3);
            return OptionalDouble.of(
                    Double.parseDouble(hexadecimal.group(1) + "0x" + hexadecimal.group(2) + "p" + exponent));
        }
        return special(number.toLowerCase(Locale.ROOT));
    }

    private static OptionalDouble special(String text) {
        var infinity = INFINITY.matcher(text);
        if (infinity.matches()) {
            return OptionalDouble.of(
                    infinity.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return NOT_A_NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }
}
