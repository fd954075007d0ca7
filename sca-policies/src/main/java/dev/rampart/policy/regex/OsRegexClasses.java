package dev.rampart.policy.regex;

/** What an OSRegex backslash token takes (os_regex_maps.c): not the classes of other regex languages. */
final class OsRegexClasses {

    private static final ByteSet DIGIT = ByteSet.range('0', '9');
    private static final ByteSet WORD =
            ByteSet.range('a', 'z').or(ByteSet.range('A', 'Z')).or(DIGIT).or(ByteSet.of("-@_"));
    /** The blank alone; a tab is none. */
    private static final ByteSet SPACE = ByteSet.of(" ");

    private static final ByteSet PUNCTUATION = ByteSet.of("!\"#$%&'()*+,-.:;<=>?[]{|}");

    private static final ByteSet NOT_DIGIT = DIGIT.not();
    private static final ByteSet NOT_WORD = WORD.not();
    private static final ByteSet NOT_SPACE = SPACE.not();
    private static final ByteSet TAB = ByteSet.of("\t");

    private OsRegexClasses() {}

    /** @param at index after the backslash */
    static ByteSet of(String pattern, int at) throws PatternRefused {
        if (at >= pattern.length()) {
            throw new PatternRefused(at, "ends with a backslash");
        }
        char c = pattern.charAt(at);
        return switch (c) {
            case 'd' -> DIGIT;
            case 'D' -> NOT_DIGIT;
            case 'w' -> WORD;
            case 'W' -> NOT_WORD;
            case 's' -> SPACE;
            case 'S' -> NOT_SPACE;
            case 'p' -> PUNCTUATION;
            case 't' -> TAB;
            case '.' -> ByteSet.ALL;
            case '\\', '(', ')', '$', '|', '<' -> ByteSet.of(String.valueOf(c));
            default -> throw new PatternRefused(at - 1, "OSRegex has no escape \\" + c);
        };
    }
}
