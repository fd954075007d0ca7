package dev.rampart.cli.scan;

import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.OptionalInt;

/** How many checks came to which verdict. */
record Tally(int passed, int failed, int notApplicable, int unknown) {

    private static final long PERCENT = 100;

    static Tally of(List<Finding> findings) {
        int passed = 0;
        int failed = 0;
        int notApplicable = 0;
        int unknown = 0;
        for (var finding : findings) {
            switch (finding.verdict()) {
                case Verdict.Passed p -> passed++;
                case Verdict.Failed f -> failed++;
                case Verdict.NotApplicable n -> notApplicable++;
                case Verdict.Unknown u -> unknown++;
            }
        }
        return new Tally(passed, failed, notApplicable, unknown);
    }

    int total() {
        return passed + failed + notApplicable + unknown;
    }

    /** 0 to 100, rounded down; empty when nothing passed or failed. */
    OptionalInt score() {
        int decided = passed + failed;
        return decided == 0 ? OptionalInt.empty() : OptionalInt.of((int) (PERCENT * passed / decided));
    }
}
