package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Greed;
import dev.rampart.policy.regex.PcreNode.Repeat;

/** How often, and with what preference. */
record PcreQuantifier(int min, int max, Greed greed) {

    static boolean standsAt(PcreCursor in) {
        if (in.atEnd() || in.quoting) {
            return false;
        }
        return switch (in.peek()) {
            case '*', '+', '?' -> true;
            case '{' -> lengthAt(in.pattern, in.at) > 0;
            default -> false;
        };
    }

    /** Length of {@code {n}}, {@code {n,}} or {@code {n,m}} at an index; 0 when the brace is a literal. 10.42: no blanks, no {@code {,m}}. */
    static int lengthAt(String pattern, int at) {
        int i = digits(pattern, at + 1);
        if (i == at + 1 || i >= pattern.length()) {
            return 0;
        }
        if (pattern.charAt(i) == ',') {
            i = digits(pattern, i + 1);
        }
        return i < pattern.length() && pattern.charAt(i) == '}' ? i + 1 - at : 0;
    }

    private static int digits(String pattern, int from) {
        int i = from;
        while (i < pattern.length() && PcreCursor.isDigit(pattern.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Reads the quantifier that stands here, and the sign behind it. */
    static PcreQuantifier read(PcreCursor in, PcreOptions options) throws PcreRefusal {
        int min = 0;
        int max = Repeat.UNLIMITED;
        switch (in.next()) {
            case '*' -> {}
            case '+' -> min = 1;
            case '?' -> max = 1;
            default -> {
                min = count(in);
                max = in.skip(",") ? (in.looksAt('}') ? Repeat.UNLIMITED : count(in)) : min;
                if (max < min) {
                    throw PcreRefusal.refused(in.at, "numbers out of order in {} quantifier");
                }
                in.at++;
            }
        }
        in.skipNoise(options);
        boolean ungreedy = options.has(PcreOptions.UNGREEDY);
        if (!in.quoting && in.skip("+")) {
            return new PcreQuantifier(min, max, Greed.POSSESSIVE);
        }
        boolean lazy = (!in.quoting && in.skip("?")) != ungreedy;
        return new PcreQuantifier(min, max, lazy ? Greed.LAZY : Greed.GREEDY);
    }

    private static int count(PcreCursor in) throws PcreRefusal {
        return in.number(PcreCursor.MAX_NUMBER, "number too big in {} quantifier");
    }

    PcreNode applyTo(PcreNode node) {
        if (max == 0) {
            return new Repeat(node, 0, 0, greed);
        }
        if (min == 1 && max == 1) {
            return greed == Greed.POSSESSIVE ? new PcreNode.Atomic(node) : node;
        }
        // Endless repetition of an assertion says no more than one more than is asked for.
        boolean bounded = node instanceof PcreNode.Look && max == Repeat.UNLIMITED;
        return new Repeat(node, min, bounded ? min + 1 : max, greed);
    }
}
