package dev.rampart.policy.regex;

import org.jspecify.annotations.Nullable;

/** Tries one start after the other. */
final class PcreSearch {

    /** Bytes; a shorter text is searched at once. */
    private static final int LONG = 256;

    private final PcreProgram program;
    private final String text;
    private final StepBudget budget;

    PcreSearch(PcreProgram program, String text, StepBudget budget) {
        this.program = program;
        this.text = text;
        this.budget = budget;
    }

    @Nullable
    PcreMatch find() {
        if (program.doubtful().size() > 0 && text.chars().anyMatch(program.doubtful()::has)) {
            throw new StepBudget.Exhausted("PCRE2 10.42 answers this pattern wrongly on some texts such as this one");
        }
        int at = lacksRequired() ? -1 : next(0);
        if (at < 0) {
            budget.take(1 + text.length() / 8);
            return null;
        }
        var run = new PcreRun(program, text, budget);
        while (at >= 0) {
            if (run.from(at)) {
                return match(run, at);
            }
            at = next(at + 1);
        }
        run.settle();
        return null;
    }

    private boolean lacksRequired() {
        var required = program.required();
        if (required == null || text.length() < LONG) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (required.has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The next place where a match can begin, or -1. */
    private int next(int from) {
        if (from > 0 && program.start() == PcreStart.TEXT) {
            return -1;
        }
        long last = text.length() - program.minLength();
        var set = program.startSet();
        boolean lines = program.start() == PcreStart.LINE;
        for (int at = from; at <= last; at++) {
            if (lines && at > 0) {
                int lineFeed = text.indexOf('\n', at - 1);
                if (lineFeed < 0) {
                    return -1;
                }
                at = lineFeed + 1;
                if (at > last) {
                    return -1;
                }
            }
            if (set == null || set.has(text.charAt(at))) {
                return at;
            }
            if (program.start() == PcreStart.TEXT) {
                return -1;
            }
        }
        return -1;
    }

    private PcreMatch match(PcreRun run, int start) {
        run.settle();
        int kept = run.variable(PcreProgram.KEEP);
        var whole = text.substring(kept < 0 ? start : kept, run.position());
        boolean later = false;
        for (int group = 2; group <= program.groups() && !later; group++) {
            later = run.variable(PcreProgram.end(group)) >= 0;
        }
        return new PcreMatch(whole, group1(run), later, program.groups());
    }

    private @Nullable String group1(PcreRun run) {
        if (program.groups() == 0 || run.variable(PcreProgram.end(1)) < 0) {
            return null;
        }
        return text.substring(run.variable(PcreProgram.start(1)), run.variable(PcreProgram.end(1)));
    }
}
