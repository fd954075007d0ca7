package dev.rampart.policy.eval;

/** Looks that patterns may take at the text of one rule; what is on the host decides how many a pattern needs. */
final class StepBudget {

    static final long STEPS_PER_RULE = 20_000_000;

    /** The budget is used up. */
    static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("the budget of a pattern is used up", null, false, false);
        }
    }

    private long left;

    StepBudget(long steps) {
        this.left = steps;
    }

    CharSequence over(String text) {
        return new Counted(text, 0, text.length());
    }

    private void take() {
        if (--left < 0) {
            throw new Exhausted();
        }
    }

    /** java.util.regex has no limit of its own, but it reads the text through this. */
    private final class Counted implements CharSequence {
        private final String text;
        private final int start;
        private final int end;

        private Counted(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            take();
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
