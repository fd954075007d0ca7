package dev.rampart.policy.regex;

/** What a backslash begins, as PCRE2 10.42's check_escape sorts it. */
sealed interface PcreEscape {

    /** One byte. */
    record Literal(int value) implements PcreEscape {}

    /** A letter that means something of its own, {@code \d} or {@code \A}; the cursor stands behind it. */
    record Special(char letter) implements PcreEscape {}

    record GroupNumber(int number) implements PcreEscape {}

    /** Reads what stands behind a backslash. */
    static PcreEscape read(PcreCursor in, boolean inClass, int groupsSoFar) throws PcreRefusal {
        if (in.atEnd()) {
            throw PcreRefusal.refused(in.at, "\\ at end of pattern");
        }
        char c = in.next();
        return switch (c) {
            case 'a' -> new Literal(0x07);
            case 'e' -> new Literal(0x1b);
            case 'f' -> new Literal('\f');
            case 'n' -> new Literal('\n');
            case 'r' -> new Literal('\r');
            case 't' -> new Literal('\t');
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits(in, c, inClass, groupsSoFar);
            case 'o' -> new Literal(PcreCodes.octalInBraces(in));
            case 'x' -> new Literal(PcreCodes.hex(in));
            case 'c' -> new Literal(PcreCodes.control(in));
            case 'g' -> inClass ? new Literal('g') : group(in, groupsSoFar);
            case 'N' -> notLineFeed(in);
            case 'A', 'B', 'C', 'D', 'E', 'G', 'H', 'K', 'P', 'Q', 'R', 'S', 'V', 'W', 'X', 'Z' -> new Special(c);
            case 'b', 'd', 'h', 'k', 'p', 's', 'v', 'w', 'z' -> new Special(c);
            case 'F', 'L', 'l', 'U', 'u' ->
                throw PcreRefusal.refused(in.at, "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u");
            case 'I', 'J', 'M', 'O', 'T', 'Y', 'i', 'j', 'm', 'q', 'y' ->
                throw PcreRefusal.refused(in.at - 1, "unrecognized character follows \\");
            default -> new Literal(c);
        };
    }

    private static PcreEscape notLineFeed(PcreCursor in) throws PcreRefusal {
        if (in.looksAt('{') && PcreQuantifier.lengthAt(in.pattern, in.at) == 0) {
            throw PcreRefusal.refused(in.at, "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u");
        }
        return new Special('N');
    }

    /** {@code \1} to {@code \9} are always groups; longer numbers only while there are as many, else octal. */
    private static PcreEscape digits(PcreCursor in, char first, boolean inClass, int groupsSoFar) throws PcreRefusal {
        int start = in.at;
        if (!inClass && first != '0') {
            long n = Character.digit(first, 10);
            while (in.looksAtDigit() && n < Integer.MAX_VALUE) {
                n = n * 10L + Character.digit(in.next(), 10);
            }
            boolean readable = n < Integer.MAX_VALUE / 10;
            if (readable && (n < 10 || first >= '8' || n <= groupsSoFar)) {
                if (n > PcreCursor.MAX_NUMBER) {
                    throw PcreRefusal.refused(in.at, "subpattern number is too big");
                }
                return new GroupNumber((int) n);
            }
            in.at = start;
        }
        return new Literal(first >= '8' ? first : PcreCodes.octal(in, first));
    }

    private static PcreEscape group(PcreCursor in, int groupsSoFar) throws PcreRefusal {
        if (in.looksAt('<') || in.looksAt('\'')) {
            throw PcreRefusal.unsupported(in.at, "calls of groups are not evaluated");
        }
        boolean braced = in.looksAt('{');
        int open = in.at;
        if (braced) {
            in.at++;
        }
        char sign = in.looksAt('+') || in.looksAt('-') ? in.next() : ' ';
        if (!in.looksAtDigit()) {
            if (braced) {
                in.at = open;
                return new Special('k');
            }
            throw notAGroup(in);
        }
        int n = in.number(PcreCursor.MAX_NUMBER, "subpattern number is too big");
        if (braced) {
            if (!in.looksAt('}')) {
                throw notAGroup(in);
            }
            in.at++;
        }
        int number = n == 0 ? 0 : sign == '-' ? groupsSoFar - n + 1 : sign == '+' ? groupsSoFar + n : n;
        if (number <= 0) {
            throw PcreRefusal.refused(in.at, "reference to non-existent subpattern");
        }
        return new GroupNumber(number);
    }

    private static PcreRefusal notAGroup(PcreCursor in) {
        return PcreRefusal.refused(
                in.at, "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number");
    }
}
