package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Point;
import java.util.Arrays;

/**
 * Runs a program from one start. No recursion: choices and the old values of variables lie on a stack of four ints each,
 * so that leaving a choice restores everything that followed it.
 */
final class PcreRun {

    /** PCRE2's default match limit, for one start. What counts as a step there is at least one step here. */
    private static final long MATCH_LIMIT = 10_000_000;

    /** Ints; 16 MiB. */
    private static final int MAX_STACK = 4 << 20;

    private static final int ENTRY = 4;
    /** Steps between two looks at the budget. */
    private static final int STRIDE = 4_096;

    private static final int FAIL = -1;
    private static final int MATCHED = -2;

    // Kinds of stack entries; 0 and above: a choice, the kind is where to go on, its first operand the position.
    /** variable, old value */
    private static final int UNDO = -1;
    /** instruction, least position, position reached */
    private static final int GREEDY = -2;
    /** instruction, position, bytes that may still be taken */
    private static final int LAZY = -3;

    private final int[] code;
    private final ByteSet[] sets;
    private final String text;
    private final int length;
    private final StepBudget budget;

    private final int[] variables;
    private int[] stack = new int[64 * ENTRY];
    private int height;
    private int position;
    private long steps;
    private long stepsOfStart;

    PcreRun(PcreProgram program, String text, StepBudget budget) {
        this.code = program.code();
        this.sets = program.sets();
        this.text = text;
        this.length = text.length();
        this.budget = budget;
        this.variables = new int[program.variables()];
        Arrays.fill(variables, -1);
    }

    int position() {
        return position;
    }

    int variable(int index) {
        return variables[index];
    }

    /** A run that fails has undone all it did, so that the next start finds everything unset. */
    boolean from(int start) {
        position = start;
        height = 0;
        stepsOfStart = 0;
        int pc = 0;
        while (true) {
            if (++steps >= STRIDE) {
                settle();
            }
            pc = step(pc);
            if (pc == FAIL) {
                pc = backtrack();
            }
            if (pc < 0) {
                return pc == MATCHED;
            }
        }
    }

    /** Pays for the steps taken. */
    void settle() {
        stepsOfStart += steps;
        budget.take(steps);
        steps = 0;
        if (stepsOfStart > MATCH_LIMIT) {
            throw new StepBudget.Exhausted("more steps than PCRE2's own match limit");
        }
    }

    private int step(int pc) {
        return switch (code[pc]) {
            case PcreCode.MATCH -> MATCHED;
            case PcreCode.BYTE -> {
                if (position < length && sets[code[pc + 1]].has(text.charAt(position))) {
                    position++;
                    yield pc + 2;
                }
                yield FAIL;
            }
            case PcreCode.FORK -> {
                push(code[pc + 1], position, 0, 0);
                yield pc + 2;
            }
            case PcreCode.FORK_LAZY -> {
                push(pc + 2, position, 0, 0);
                yield code[pc + 1];
            }
            case PcreCode.JUMP -> code[pc + 1];
            case PcreCode.OPEN -> set(PcreProgram.entered(code[pc + 1]), position, pc + 2);
            case PcreCode.CLOSE -> close(code[pc + 1], pc + 2);
            case PcreCode.MARK -> set(code[pc + 1], position, pc + 2);
            case PcreCode.LOOP, PcreCode.LOOP_LAZY -> loop(pc);
            case PcreCode.MANY -> manyGreedy(pc);
            case PcreCode.MANY_LAZY -> manyLazy(pc);
            case PcreCode.MANY_POSSESSIVE -> manyPossessive(pc);
            default -> rare(pc);
        };
    }

    private int rare(int pc) {
        int operand = code[pc + 1];
        return switch (code[pc]) {
            case PcreCode.ATOMIC -> {
                variables[operand] = height;
                yield pc + 2;
            }
            case PcreCode.CUT -> {
                cut(variables[operand]);
                yield pc + 2;
            }
            case PcreCode.LOOK -> {
                variables[operand] = height;
                variables[operand + 1] = position;
                yield pc + 2;
            }
            case PcreCode.LOOK_END -> {
                cut(variables[operand]);
                position = variables[operand + 1];
                yield pc + 2;
            }
            case PcreCode.LOOK_NOT -> {
                variables[operand] = height;
                push(code[pc + 2], position, 0, 0);
                yield pc + 3;
            }
            case PcreCode.LOOK_NOT_END -> {
                undoTo(variables[operand]);
                yield FAIL;
            }
            case PcreCode.BACK -> {
                position -= operand;
                yield position < 0 ? FAIL : pc + 2;
            }
            case PcreCode.SAME -> same(operand, false) ? pc + 2 : FAIL;
            case PcreCode.SAME_CASELESS -> same(operand, true) ? pc + 2 : FAIL;
            case PcreCode.POINT -> point(PcreCode.POINTS.get(operand)) ? pc + 2 : FAIL;
            default -> throw new IllegalStateException("instruction " + code[pc]);
        };
    }

    private int set(int variable, int value, int next) {
        push(UNDO, variable, variables[variable], 0);
        variables[variable] = value;
        return next;
    }

    private int close(int group, int next) {
        set(PcreProgram.start(group), variables[PcreProgram.entered(group)], next);
        return set(PcreProgram.end(group), position, next);
    }

    /** PCRE2 leaves a loop after an iteration that took nothing, and does not try another. */
    private int loop(int pc) {
        int exit = pc + 3;
        if (variables[code[pc + 1]] == position) {
            return exit;
        }
        boolean lazy = code[pc] == PcreCode.LOOP_LAZY;
        push(lazy ? code[pc + 2] : exit, position, 0, 0);
        return lazy ? exit : code[pc + 2];
    }

    /** The position behind the bytes of a set that stand here, at most so many. */
    private int reach(ByteSet set, int max) {
        int end = max < length - position ? position + max : length;
        int at = position;
        while (at < end && set.has(text.charAt(at))) {
            at++;
        }
        steps += (at - position) >> 2;
        return at;
    }

    private int manyGreedy(int pc) {
        int reached = reach(sets[code[pc + 1]], code[pc + 3]);
        int least = position + code[pc + 2];
        if (reached < least) {
            return FAIL;
        }
        return giveBack(pc, least, reached);
    }

    /** Goes on at the last position, not above the one given, where what follows can take the byte. */
    private int giveBack(int pc, int least, int reached) {
        int next = pc + 4;
        int at = reached;
        if (code[next] == PcreCode.BYTE) {
            var follower = sets[code[next + 1]];
            while (at >= least && (at >= length || !follower.has(text.charAt(at)))) {
                at--;
            }
            steps += reached - at;
            if (at < least) {
                return FAIL;
            }
        }
        if (at > least) {
            push(GREEDY, pc, least, at - 1);
        }
        position = at;
        return next;
    }

    private int manyLazy(int pc) {
        int min = code[pc + 2];
        int least = position + min;
        if (min > length - position || reach(sets[code[pc + 1]], min) < least) {
            return FAIL;
        }
        position = least;
        int more = code[pc + 3] == PcreNode.Repeat.UNLIMITED ? length : code[pc + 3] - min;
        if (more > 0) {
            push(LAZY, pc, position, more);
        }
        return pc + 4;
    }

    /** One byte more; onwards to the next where what follows can take one. */
    private int takeMore(int pc, int from, int more) {
        var set = sets[code[pc + 1]];
        int next = pc + 4;
        var follower = code[next] == PcreCode.BYTE ? sets[code[next + 1]] : null;
        int at = from;
        int left = more;
        do {
            if (at >= length || !set.has(text.charAt(at))) {
                steps += at - from;
                return FAIL;
            }
            at++;
            left--;
        } while (left > 0 && follower != null && at < length && !follower.has(text.charAt(at)));
        steps += at - from;
        if (left > 0) {
            push(LAZY, pc, at, left);
        }
        position = at;
        return next;
    }

    private int manyPossessive(int pc) {
        int reached = reach(sets[code[pc + 1]], code[pc + 3]);
        if (reached - position < code[pc + 2]) {
            return FAIL;
        }
        position = reached;
        return pc + 4;
    }

    private boolean same(int group, boolean caseless) {
        int start = variables[PcreProgram.start(group)];
        int end = variables[PcreProgram.end(group)];
        if (end < 0 || end - start > length - position) {
            return false;
        }
        steps += (end - start) >> 2;
        for (int i = start, at = position; i < end; i++, at++) {
            char a = text.charAt(i);
            char b = text.charAt(at);
            if (a != b && !(caseless && OsRegexProgram.lower(a) == OsRegexProgram.lower(b))) {
                return false;
            }
        }
        position += end - start;
        return true;
    }

    private boolean point(Point point) {
        int at = position;
        return switch (point) {
            case TEXT_START -> at == 0;
            // Not behind a line feed that ends the text.
            case LINE_START -> at == 0 || (at < length && text.charAt(at - 1) == '\n');
            case TEXT_END_OR_LINE_FEED -> at == length || (at == length - 1 && text.charAt(at) == '\n');
            case LINE_END -> at == length || text.charAt(at) == '\n';
            case TEXT_END -> at == length;
            case WORD_EDGE -> isWord(at - 1) != isWord(at);
            case NO_WORD_EDGE -> isWord(at - 1) == isWord(at);
            case KEEP -> {
                set(PcreProgram.KEEP, at, 0);
                yield true;
            }
        };
    }

    private boolean isWord(int at) {
        return at >= 0 && at < length && PcreSets.WORD.has(text.charAt(at));
    }

    /** Where to go on, everything since the last choice undone; {@link #FAIL} when no choice is left. */
    private int backtrack() {
        while (height > 0) {
            steps++;
            height -= ENTRY;
            int kind = stack[height];
            int a = stack[height + 1];
            int b = stack[height + 2];
            int next = switch (kind) {
                case UNDO -> {
                    variables[a] = b;
                    yield FAIL;
                }
                case GREEDY -> giveBack(a, b, stack[height + 3]);
                case LAZY -> takeMore(a, b, stack[height + 3]);
                default -> {
                    position = a;
                    yield kind;
                }
            };
            if (next != FAIL) {
                return next;
            }
        }
        return FAIL;
    }

    private void push(int kind, int a, int b, int c) {
        if (height == stack.length) {
            if (height >= MAX_STACK) {
                throw new StepBudget.Exhausted("a pattern needs more memory than it may have");
            }
            stack = Arrays.copyOf(stack, 2 * height);
        }
        stack[height] = kind;
        stack[height + 1] = a;
        stack[height + 2] = b;
        stack[height + 3] = c;
        height += ENTRY;
    }

    /** Forgets choices, not old values: a choice further down may still want them back. */
    private void cut(int to) {
        int kept = to;
        for (int i = to; i < height; i += ENTRY) {
            if (stack[i] == UNDO) {
                System.arraycopy(stack, i, stack, kept, ENTRY);
                kept += ENTRY;
            }
        }
        steps += (height - to) / ENTRY;
        height = kept;
    }

    private void undoTo(int to) {
        while (height > to) {
            steps++;
            height -= ENTRY;
            if (stack[height] == UNDO) {
                variables[stack[height + 1]] = stack[height + 2];
            }
        }
    }
}
