package dev.rampart.policy.regex;

/** Steps that patterns may take on the text of one rule; what is on the host decides how many a pattern needs. Not thread-safe. */
public final class StepBudget {

    public static final long STEPS_PER_RULE = 20_000_000;

    /** The budget is used up: what the engine would have answered is not known. */
    public static final class Exhausted extends RuntimeException {
        Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    private long left;

    public StepBudget(long steps) {
        this.left = steps;
    }

    /** @throws Exhausted when fewer than that many steps are left */
    public void take(long steps) {
        left -= steps;
        if (left < 0) {
            left = 0;
            throw new Exhausted("the budget of a pattern is used up");
        }
    }
}
