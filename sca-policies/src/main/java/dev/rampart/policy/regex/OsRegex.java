package dev.rampart.policy.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wazuh's own regex, the default of 4.x policies: ASCII case is always ignored, {@code +} and {@code *} follow backslash
 * tokens only. It backtracks in ways of its own which shipped policies depend on, see {@link OsRegexRun}.
 */
public final class OsRegex {

    /** Bytes, Wazuh 4.14.5: OS_PATTERN_MAXSIZE. */
    public static final int MAX_LENGTH = 20_480;

    private final List<OsRegexProgram> alternatives;
    private final int groups;

    private OsRegex(List<OsRegexProgram> alternatives) {
        this.alternatives = List.copyOf(alternatives);
        this.groups = alternatives.stream().mapToInt(a -> a.parens() / 2).max().orElse(0);
    }

    /** @throws PatternRefused where the engine's compiler fails: the pattern is then found nowhere */
    public static OsRegex compile(String pattern) throws PatternRefused {
        if (pattern.length() > MAX_LENGTH) {
            throw new PatternRefused(
                    MAX_LENGTH, "pattern of " + pattern.length() + " bytes; OSRegex takes at most " + MAX_LENGTH);
        }
        var alternatives = new ArrayList<OsRegexProgram>();
        int start = 0;
        while (start <= pattern.length()) {
            int end = OsRegexProgram.endOfAlternative(pattern, start);
            alternatives.add(OsRegexProgram.compile(pattern, start, end));
            start = end + 1;
        }
        return new OsRegex(alternatives);
    }

    /** Capture groups of the alternative that has most of them. */
    public int groups() {
        return groups;
    }

    /** @throws StepBudget.Exhausted when the search takes too long */
    public boolean matches(String text, StepBudget budget) {
        for (var alternative : alternatives) {
            if (new OsRegexRun(alternative, text, budget, null).matches()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The groups that exist, in order: one that took no part ends the list.
     *
     * @return null when there is no match
     * @throws StepBudget.Exhausted when the search takes too long
     */
    public @Nullable List<String> groups(String text, StepBudget budget) {
        for (var alternative : alternatives) {
            var marks = new int[alternative.parens()];
            var run = new OsRegexRun(alternative, text, budget, marks);
            if (run.matches()) {
                return captures(text, marks);
            }
        }
        return null;
    }

    /** @return null when there is no match, or no first group in it */
    public @Nullable String firstGroup(String text, StepBudget budget) {
        var groups = groups(text, budget);
        return groups == null || groups.isEmpty() ? null : groups.getFirst();
    }

    /** A close mark before its open mark makes the real engine crash; here the group does not exist. */
    private static List<String> captures(String text, int[] marks) {
        var result = new ArrayList<String>(marks.length / 2);
        for (int i = 0; i + 1 < marks.length; i += 2) {
            int open = marks[i] - 1;
            int close = marks[i + 1] - 1;
            if (open < 0 || close < open) {
                break;
            }
            result.add(text.substring(open, close));
        }
        return result;
    }
}
