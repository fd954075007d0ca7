package dev.rampart.cli.scan;

/** Text of policies and hosts as a terminal may get it. */
public final class Printable {

    private static final String CUT = "...";

    private Printable() {}

    /** On one line, without control characters and those that turn the direction of what follows. */
    public static String line(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text.strip();
        }
        var result = new StringBuilder(text.length());
        text.codePoints().map(c -> isSafe(c) ? c : ' ').forEach(result::appendCodePoint);
        return result.toString().strip();
    }

    private static boolean isSafe(int c) {
        return !Character.isISOControl(c)
                && switch (Character.getType(c)) {
                    case Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }

    /** @param width in characters, at least 1 */
    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Math.max(0, width - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT.substring(0, Math.min(CUT.length(), width));
    }
}
