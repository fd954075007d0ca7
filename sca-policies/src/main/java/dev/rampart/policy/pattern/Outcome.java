package dev.rampart.policy.pattern;

/** What an engine says about one rule or pattern. */
public enum Outcome {
    FOUND,
    NOT_FOUND,
    INVALID,
    /** 5.x only: the rule's command took too long. */
    NOT_RUN;

    /** A {@code not} before the rule turns found and not found, and leaves the others alone. */
    public Outcome negatedIf(boolean negated) {
        if (!negated) {
            return this;
        }
        return switch (this) {
            case FOUND -> NOT_FOUND;
            case NOT_FOUND -> FOUND;
            case INVALID, NOT_RUN -> this;
        };
    }
}
