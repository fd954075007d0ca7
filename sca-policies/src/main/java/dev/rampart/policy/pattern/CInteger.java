package dev.rampart.policy.pattern;

import java.util.OptionalLong;

/** Decimal integers at the start of a text as C's strtol and C++'s stoi read them: blanks, a sign, digits, then anything. */
final class CInteger {

    private CInteger() {}

    /** Empty without a digit, or beyond the limits. */
    static OptionalLong leading(String text, long min, long max) {
        int i = 0;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        boolean negative = i < text.length() && text.charAt(i) == '-';
        if (i < text.length() && (negative || text.charAt(i) == '+')) {
            i++;
        }
        return digits(text, i, negative, min, max);
    }

    /** The first run of digits anywhere, without a sign. */
    static OptionalLong firstIn(String text, long max) {
        int i = 0;
        while (i < text.length() && !isDigit(text.charAt(i))) {
            i++;
        }
        return digits(text, i, false, 0, max);
    }

    private static OptionalLong digits(String text, int from, boolean negative, long min, long max) {
        long value = 0;
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            int digit = text.charAt(i) - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 - digit; // below zero there is room for one more
            i++;
        }
        if (i == from || (!negative && value == Long.MIN_VALUE)) {
            return OptionalLong.empty();
        }
        long signed = negative ? value : -value;
        return signed < min || signed > max ? OptionalLong.empty() : OptionalLong.of(signed);
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
