package dev.rampart.policy.regex;

/** The engine itself does not compile this pattern. */
public final class PatternRefused extends Exception {

    private final int at;

    PatternRefused(int at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    /** Offset into the pattern, 0 to its length. */
    public int at() {
        return at;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
