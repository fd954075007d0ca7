package dev.rampart.policy.regex;

/** {@code \p}: Unicode properties are not evaluated, but OSRegex patterns given to PCRE2 have it where it is no property. */
final class PcreProperty {

    private static final String CATEGORIES = "CLMNPSZclmnpsz";

    private PcreProperty() {}

    /**
     * @param in behind the letter p
     * @param start where the backslash stands
     */
    static PcreRefusal refusal(PcreCursor in, int start) {
        boolean braced = in.looksAt('{');
        if (in.atEnd() || (braced && in.pattern.indexOf('}', in.at) < 0) || !(braced || isLetter(in.peek()))) {
            return PcreRefusal.refused(in.at, "malformed \\P or \\p sequence");
        }
        if (!braced && CATEGORIES.indexOf(in.peek()) < 0) {
            return PcreRefusal.refused(in.at + 1, "unknown property after \\P or \\p");
        }
        return PcreRefusal.unsupported(start, "Unicode properties are not evaluated");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
