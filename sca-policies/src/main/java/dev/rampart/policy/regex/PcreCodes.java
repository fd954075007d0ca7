package dev.rampart.policy.regex;

/** Bytes given by their code. */
final class PcreCodes {

    private PcreCodes() {}

    /** At most two more digits behind the first. */
    static int octal(PcreCursor in, char first) throws PcreRefusal {
        int value = first - '0';
        for (int i = 0; i < 2 && !in.atEnd() && isOctal(in.peek()); i++) {
            value = value * 8 + (in.next() - '0');
        }
        if (value > 0xff) {
            throw PcreRefusal.refused(in.at, "octal value is greater than \\377 in 8-bit non-UTF-8 mode");
        }
        return value;
    }

    static int octalInBraces(PcreCursor in) throws PcreRefusal {
        if (!in.skip("{")) {
            throw PcreRefusal.refused(in.at, "missing opening brace after \\o");
        }
        return braced(in, 8);
    }

    static int hex(PcreCursor in) throws PcreRefusal {
        if (in.skip("{")) {
            return braced(in, 16);
        }
        int value = 0;
        for (int i = 0; i < 2 && !in.atEnd() && digit(in.peek(), 16) >= 0; i++) {
            value = value * 16 + digit(in.next(), 16);
        }
        return value;
    }

    private static int braced(PcreCursor in, int radix) throws PcreRefusal {
        if (in.atEnd() || in.looksAt('}')) {
            throw PcreRefusal.refused(in.at, "digits missing in \\x{} or \\o{} or \\N{U+}");
        }
        int value = 0;
        while (!in.atEnd() && digit(in.peek(), radix) >= 0) {
            value = value * radix + digit(in.next(), radix);
            if (value > 0xff) {
                throw PcreRefusal.refused(in.at, "character code point value in \\x{} or \\o{} is too large");
            }
        }
        if (!in.looksAt('}')) {
            throw PcreRefusal.refused(in.at, "a digit is wrong in \\x{} or \\o{} (closing brace missing?)");
        }
        in.at++;
        return value;
    }

    static int control(PcreCursor in) throws PcreRefusal {
        if (in.atEnd()) {
            throw PcreRefusal.refused(in.at, "\\c at end of pattern");
        }
        char c = in.next();
        if (c < 0x20 || c > 0x7e) {
            throw PcreRefusal.refused(in.at - 1, "\\c must be followed by a printable ASCII character");
        }
        int upper = c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
        return upper ^ 0x40;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    /** ASCII alone: Character.digit knows more. */
    private static int digit(char c, int radix) {
        return c < 0x80 ? Character.digit(c, radix) : -1;
    }
}
