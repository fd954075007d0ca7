package dev.rampart.policy.lint;

import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Minterm;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Text;
import dev.rampart.policy.pattern.UnsupportedPattern;
import dev.rampart.policy.regex.StepBudget;
import java.util.List;

/** Asks the real matchers with a few lines. */
final class Probes {

    private static final long STEPS = 200_000;

    /** Nothing in common; the empty line first, which most patterns do not match. */
    private static final List<String> LINES = List.of(
            "",
            "a",
            "0",
            " ",
            "\t",
            "#",
            "\u00e9",
            "-",
            ".",
            "x = y",
            "  Zz_9",
            "//",
            "root:x:0:0",
            "\\",
            "q".repeat(300));

    private Probes() {}

    /** Negated parts match whatever was not thought of, so only plain patterns are asked. */
    static boolean matchesAnything(ContentPattern pattern) {
        return pattern.minterms().stream().noneMatch(Minterm::negated)
                && LINES.stream().allMatch(line -> isFound(pattern, line));
    }

    static boolean matchesEmptyLine(ContentPattern pattern) {
        return isFound(pattern, "");
    }

    private static boolean isFound(ContentPattern pattern, String line) {
        try {
            return pattern.inFile(new Text(line + "\n", List.of(line)), new StepBudget(STEPS))
                            .outcome()
                    == Outcome.FOUND;
        } catch (StepBudget.Exhausted | UnsupportedPattern e) {
            return false;
        }
    }
}
