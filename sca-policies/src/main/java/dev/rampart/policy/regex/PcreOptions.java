package dev.rampart.policy.regex;

/** Option letters in force at a place of the pattern. */
record PcreOptions(int bits) {

    static final int CASELESS = 1;
    static final int MULTILINE = 2;
    static final int DOT_ALL = 4;
    static final int EXTENDED = 8;
    static final int EXTENDED_MORE = 16;
    static final int NO_AUTO_CAPTURE = 32;
    static final int UNGREEDY = 64;
    static final int DUPLICATE_NAMES = 128;

    /** What {@code (?^} takes away. */
    static final int UNSET_BY_CARET = CASELESS | MULTILINE | DOT_ALL | EXTENDED | EXTENDED_MORE | NO_AUTO_CAPTURE;

    boolean has(int option) {
        return (bits & option) != 0;
    }

    PcreOptions with(int set, int unset) {
        boolean extendedAlone = (set & (EXTENDED | EXTENDED_MORE)) == EXTENDED;
        int more = extendedAlone || (unset & EXTENDED) != 0 ? EXTENDED_MORE : 0;
        return new PcreOptions((bits | set) & ~(unset | more));
    }

    /** @return 0 for a letter that is none */
    static int of(char letter) {
        return switch (letter) {
            case 'i' -> CASELESS;
            case 'm' -> MULTILINE;
            case 's' -> DOT_ALL;
            case 'x' -> EXTENDED;
            case 'n' -> NO_AUTO_CAPTURE;
            case 'U' -> UNGREEDY;
            case 'J' -> DUPLICATE_NAMES;
            default -> 0;
        };
    }
}
