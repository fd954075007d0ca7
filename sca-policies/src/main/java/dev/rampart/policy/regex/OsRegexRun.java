package dev.rampart.policy.regex;

import static dev.rampart.policy.regex.OsRegexProgram.BACKSLASH;
import static dev.rampart.policy.regex.OsRegexProgram.PAREN;

import org.jspecify.annotations.Nullable;

/**
 * One search of one alternative: a port of the engine's state machine (Wazuh 4.14.5, os_regex_execute.c). It remembers at
 * most four points to come back to, forgets there whether a repetition had begun, and starts again only one byte after
 * the first byte it had taken. Its wrong answers are part of what policies were written against.
 */
final class OsRegexRun {

    private static final int MAX_SAVED = 4;
    private static final int NONE = -1;
    /** Steps between two looks at the budget. */
    private static final int STRIDE = 256;

    /** What follows a step. */
    private enum Next {
        MATCH,
        NO_MATCH,
        /** Go on with the next byte. */
        ADVANCE,
        /** The same byte again, at another place of the pattern. */
        RETRY
    }

    private final OsRegexProgram program;
    private final int[] code;
    private final String text;
    private final int length;
    private final StepBudget budget;
    /** Per parenthesis, text index + 1; 0 while not recorded. Null when nobody asks for captures. */
    private final int @Nullable [] marks;

    private int p;
    private int s;
    /** The current repeated token has matched at least once; may be stale, as in the engine. */
    private boolean rep;

    private int restart = NONE;
    private boolean last = true;
    private int saved;
    private final int[] savedP = new int[MAX_SAVED];
    private final int[] savedS = new int[MAX_SAVED];

    OsRegexRun(OsRegexProgram program, String text, StepBudget budget, int @Nullable [] marks) {
        this.program = program;
        this.code = program.code();
        this.text = text;
        int nul = text.indexOf('\0');
        this.length = nul < 0 ? text.length() : nul;
        this.budget = budget;
        this.marks = marks;
    }

    boolean matches() {
        int steps = 0;
        while (s < length) {
            if (++steps == STRIDE) {
                budget.take(STRIDE);
                steps = 0;
            }
            switch (step()) {
                case MATCH -> {
                    budget.take(steps);
                    return true;
                }
                case NO_MATCH -> {
                    budget.take(steps);
                    return false;
                }
                case ADVANCE -> s++;
                case RETRY -> {}
            }
        }
        budget.take(steps + 1L);
        return endsHere() && last;
    }

    private Next step() {
        int c = text.charAt(s);
        if (p == program.end() && !program.toEnd()) {
            return Next.MATCH;
        }
        if (code[p] == PAREN) {
            mark(p, s);
            p++;
            if (p == program.end() && !program.toEnd()) {
                return Next.MATCH;
            }
        }
        if (code[p] == BACKSLASH) {
            return program.classes()[p + 1].has(c) ? accepted(c) : rejected();
        }
        if (p < program.end() && code[p] == OsRegexProgram.lower(c)) {
            p++;
            took();
            return Next.ADVANCE;
        }
        return fail();
    }

    private void took() {
        if (restart == NONE) {
            restart = s;
        }
        last = true;
    }

    private Next accepted(int c) {
        int sign = p + 2;
        if (!program.isRepetition(sign)) {
            p = sign;
            took();
            return Next.ADVANCE;
        }
        if (code[sign] == '*') {
            rep = true;
        }
        if (rep) {
            return repeated(c);
        }
        if (code[sign + 1] == PAREN) {
            mark(sign + 1, s + 1 >= length ? s + 1 : s);
        }
        rep = true;
        last = true;
        return Next.ADVANCE;
    }

    /** A repeated token takes the byte, or what stands behind it does. */
    private Next repeated(int c) {
        int q = p + 3;
        boolean paren = code[q] == PAREN;
        if (paren) {
            q++;
        }
        int go = behind(q, c);
        if (go == NONE) {
            last = true;
            return Next.ADVANCE;
        }
        if (paren) {
            mark(q - 1, rep && go == 1 ? s + 1 : s);
        }
        if (q == program.end()) {
            return Next.ADVANCE;
        }
        if (saved < MAX_SAVED) {
            savedP[saved] = p;
            savedS[saved++] = s;
        }
        p = q + go;
        last = true;
        return Next.ADVANCE;
    }

    /** By how much the pattern moves on when what stands at q takes the byte; {@link #NONE} when it does not. */
    private int behind(int q, int c) {
        if (q == program.end()) {
            return 1;
        }
        if (code[q] == BACKSLASH) {
            if (!program.classes()[q + 1].has(c)) {
                return NONE;
            }
            return program.isRepetition(q + 2) ? 0 : 2;
        }
        if (code[q] == OsRegexProgram.lower(c)) {
            rep = false;
            return 1;
        }
        return NONE;
    }

    private Next rejected() {
        int end = program.end();
        if ((end == p + 2 || end == p + 3) && rep && last) {
            if (!program.toEnd()) {
                return Next.MATCH;
            }
            return fail();
        }
        if (rep && code[p + 2] == '+') {
            p += 3;
            rep = false;
            return Next.RETRY;
        }
        if (code[p + 2] == '*') {
            p += 3;
            rep = false;
            last = true;
            return Next.RETRY;
        }
        return fail();
    }

    private Next fail() {
        if (code[p] == BACKSLASH) {
            rep = false;
        }
        if (saved > 0) {
            saved--;
            p = savedP[saved];
            s = savedS[saved];
            return Next.ADVANCE;
        }
        if (program.fromStart()) {
            return Next.NO_MATCH;
        }
        if (restart != NONE) {
            s = restart;
            restart = NONE;
        }
        p = 0;
        last = false;
        return Next.ADVANCE;
    }

    /** The text is over: whether the rest of the pattern needs none. The index moves on even where a try fails. */
    private boolean endsHere() {
        if (program.parens() > 0) {
            markAtEnd();
        }
        if (overAfterParen()) {
            return true;
        }
        if (rep && code[p] == BACKSLASH) {
            p += 2;
            if (program.isRepetition(p)) {
                p++;
                if (overAfterParen() || starredAndOver()) {
                    return true;
                }
            }
        }
        return starredAndOver();
    }

    /** Only where the pattern has groups does the engine pass starred tokens here. */
    private void markAtEnd() {
        while (code[p] == BACKSLASH && code[p + 2] == '*') {
            p += 3;
        }
        if (code[p] == PAREN) {
            mark(p, length);
        }
    }

    private boolean overAfterParen() {
        if (code[p] == PAREN) {
            p++;
        }
        return p == program.end();
    }

    private boolean starredAndOver() {
        if (code[p] != BACKSLASH) {
            return false;
        }
        p += 2;
        if (code[p] != '*') {
            return false;
        }
        p++;
        return overAfterParen();
    }

    private void mark(int at, int position) {
        if (marks != null) {
            marks[program.parenAt()[at]] = position + 1;
        }
    }
}
