package dev.rampart.policy.regex;

/** A place in the pattern, and what PCRE2 skips without a meaning: comments, blanks of (?x), marks of quoting. */
final class PcreCursor {

    /** Highest group number and repeat count, PCRE2 10.42. */
    static final int MAX_NUMBER = 65_535;

    private static final int MAX_NAME = 32;

    final String pattern;
    int at;
    /** Between {@code \Q} and {@code \E}. */
    boolean quoting;

    PcreCursor(String pattern) {
        this.pattern = pattern;
    }

    boolean atEnd() {
        return at >= pattern.length();
    }

    char peek() {
        return pattern.charAt(at);
    }

    char next() {
        return pattern.charAt(at++);
    }

    boolean looksAt(String text) {
        return pattern.startsWith(text, at);
    }

    boolean looksAt(char c) {
        return at < pattern.length() && pattern.charAt(at) == c;
    }

    boolean looksAtDigit() {
        return at < pattern.length() && isDigit(pattern.charAt(at));
    }

    boolean skip(String text) {
        if (!looksAt(text)) {
            return false;
        }
        at += text.length();
        return true;
    }

    /** To the next thing that means something; quantifiers too look back across what is skipped here. */
    void skipNoise(PcreOptions options) throws PcreRefusal {
        while (!atEnd()) {
            if (quoting) {
                if (!skip("\\E")) {
                    return;
                }
                quoting = false;
            } else if (skip("\\Q")) {
                quoting = true;
            } else if (!skip("\\E") && !skipBlank(options) && !skipComment()) {
                return;
            }
        }
    }

    private boolean skipBlank(PcreOptions options) {
        if (!options.has(PcreOptions.EXTENDED)) {
            return false;
        }
        char c = peek();
        if (c == '#') {
            int end = pattern.indexOf('\n', at);
            at = end < 0 ? pattern.length() : end + 1;
            return true;
        }
        if (PcreSets.SPACE.has(c) || c == 0x85) {
            at++;
            return true;
        }
        return false;
    }

    private boolean skipComment() throws PcreRefusal {
        if (!looksAt("(?#")) {
            return false;
        }
        int end = pattern.indexOf(')', at + 3);
        if (end < 0) {
            throw PcreRefusal.refused(pattern.length(), "missing ) after (?# comment");
        }
        at = end + 1;
        return true;
    }

    /** Digits that stand here, at least one. */
    int number(int max, String tooBig) throws PcreRefusal {
        int n = 0;
        while (looksAtDigit()) {
            n = n * 10 + (next() - '0');
            if (n > max) {
                throw PcreRefusal.refused(at, tooBig);
            }
        }
        return n;
    }

    /** The name of a group and what ends it. */
    String name(char terminator) throws PcreRefusal {
        int start = at;
        while (!atEnd() && PcreSets.WORD.has(peek())) {
            at++;
        }
        if (at == start) {
            throw PcreRefusal.refused(at, "subpattern name expected");
        }
        if (isDigit(pattern.charAt(start))) {
            throw PcreRefusal.refused(start, "subpattern name must start with a non-digit");
        }
        if (at - start > MAX_NAME) {
            throw PcreRefusal.refused(at, "subpattern name is too long (maximum 32 code units)");
        }
        if (!looksAt(terminator)) {
            throw PcreRefusal.refused(at, "syntax error in subpattern name (missing terminator?)");
        }
        at++;
        return pattern.substring(start, at - 1);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
