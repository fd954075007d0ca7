package dev.rampart.policy.regex;

import java.util.Arrays;

/**
 * One alternative of an OSRegex pattern: one int per pattern byte, ended by NULs so that looking ahead needs no check.
 *
 * @param code lower-cased bytes; {@link #BACKSLASH}, {@link #PAREN} and {@link #NEVER} for what is not compared as a byte
 * @param classes for the index after a backslash, the bytes its token takes; empty elsewhere
 * @param parenAt ordinal of the parenthesis at an index
 * @param end index of the end in {@code code}
 */
@SuppressWarnings("ArrayRecordComponent") // private to the matcher, never compared
record OsRegexProgram(
        int[] code, ByteSet[] classes, int[] parenAt, int end, int parens, boolean fromStart, boolean toEnd) {

    static final int BACKSLASH = '\\';
    /** Opening and closing alike: the engine stores both as the same byte, and may compare it with the text. */
    static final int PAREN = '(';
    /** A byte above 0x7f: compared as a signed number with an unsigned one, so never equal. */
    static final int NEVER = -1;

    /** How far the matcher looks beyond an index. */
    private static final int LOOK_AHEAD = 8;

    /** Index of the next {@code |} that is not escaped, or the pattern's length. */
    static int endOfAlternative(String pattern, int start) {
        for (int i = start; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '|') {
                return i;
            }
        }
        return pattern.length();
    }

    static OsRegexProgram compile(String pattern, int start, int end) throws PatternRefused {
        boolean fromStart = start < end && pattern.charAt(start) == '^';
        int from = fromStart ? start + 1 : start;
        int size = end - from + LOOK_AHEAD;
        int[] code = new int[size];
        var classes = new ByteSet[size];
        Arrays.fill(classes, ByteSet.NONE);
        int[] parenAt = new int[size];
        int n = 0;
        int parens = 0;
        boolean toEnd = false;
        for (int i = from; i < end; i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '\\' -> {
                    code[n++] = BACKSLASH;
                    i++;
                    classes[n] = OsRegexClasses.of(pattern, i);
                    code[n++] = pattern.charAt(i);
                }
                case '(', ')' -> {
                    if ((c == '(') == (parens % 2 == 1)) {
                        throw new PatternRefused(i, c == '(' ? "OSRegex groups do not nest" : "unbalanced parenthesis");
                    }
                    parenAt[n] = parens++;
                    code[n++] = PAREN;
                }
                case '$' -> {
                    if (i == end - 1) {
                        toEnd = true;
                    } else {
                        code[n++] = c;
                    }
                }
                default -> code[n++] = c > 0x7f ? NEVER : lower(c);
            }
        }
        if (parens % 2 == 1) {
            throw new PatternRefused(
                    end, end < pattern.length() ? "'|' inside parentheses" : "parenthesis is not closed");
        }
        return new OsRegexProgram(code, classes, parenAt, n, parens, fromStart, toEnd);
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    boolean isRepetition(int p) {
        return code[p] == '+' || code[p] == '*';
    }
}
