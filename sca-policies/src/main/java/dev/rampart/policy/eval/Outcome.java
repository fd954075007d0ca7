package dev.rampart.policy.eval;

/** What the engine says about one rule, its own negation already applied. */
public enum Outcome {
    FOUND,
    NOT_FOUND,
    INVALID;

    /** A {@code not} before the rule turns found and not found, and leaves invalid alone. */
    Outcome negatedIf(boolean negated) {
        if (!negated || this == INVALID) {
            return this;
        }
        return this == FOUND ? NOT_FOUND : FOUND;
    }
}
