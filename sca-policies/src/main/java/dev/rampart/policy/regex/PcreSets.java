package dev.rampart.policy.regex;

import org.jspecify.annotations.Nullable;

/** Byte classes of PCRE2 10.42 without UTF, with its built-in tables (C locale). */
final class PcreSets {

    static final ByteSet DIGIT = ByteSet.range('0', '9');
    private static final ByteSet UPPER = ByteSet.range('A', 'Z');
    private static final ByteSet LOWER = ByteSet.range('a', 'z');
    private static final ByteSet ALPHA = UPPER.or(LOWER);
    private static final ByteSet ALNUM = ALPHA.or(DIGIT);
    static final ByteSet WORD = ALNUM.or(ByteSet.of("_"));
    /** With the vertical tab. */
    static final ByteSet SPACE = ByteSet.of(" \t\n\u000b\f\r");

    static final ByteSet NOT_SPACE = SPACE.not();

    private static final ByteSet GRAPH = ByteSet.range(0x21, 0x7e);
    static final ByteSet HORIZONTAL = ByteSet.of(" \t\u00a0");
    /** Line ends of every kind that {@code \v} takes, and {@code \R} too. */
    static final ByteSet VERTICAL = ByteSet.of("\n\u000b\f\r\u0085");

    static final ByteSet NOT_LINE_FEED = ByteSet.of("\n").not();

    private PcreSets() {}

    /** The class of a backslash and this letter; null when it is none. */
    static @Nullable ByteSet escape(char letter) {
        return switch (letter) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            case 's' -> SPACE;
            case 'S' -> NOT_SPACE;
            case 'h' -> HORIZONTAL;
            case 'H' -> HORIZONTAL.not();
            case 'v' -> VERTICAL;
            case 'V' -> VERTICAL.not();
            default -> null;
        };
    }

    /** @return null for a name that PCRE2 does not know */
    static @Nullable ByteSet posix(String name, boolean caseless) {
        return switch (name) {
            case "alpha" -> ALPHA;
            case "lower" -> caseless ? ALPHA : LOWER;
            case "upper" -> caseless ? ALPHA : UPPER;
            case "alnum" -> ALNUM;
            case "ascii" -> ByteSet.range(0, 0x7f);
            case "blank" -> ByteSet.of(" \t");
            case "cntrl" -> ByteSet.range(0, 0x1f).or(ByteSet.of(0x7f));
            case "digit" -> DIGIT;
            case "graph" -> GRAPH;
            case "print" -> ByteSet.range(0x20, 0x7e);
            case "punct" -> GRAPH.minus(ALNUM);
            case "space" -> SPACE;
            case "word" -> WORD;
            case "xdigit" -> DIGIT.or(ByteSet.range('a', 'f')).or(ByteSet.range('A', 'F'));
            default -> null;
        };
    }
}
