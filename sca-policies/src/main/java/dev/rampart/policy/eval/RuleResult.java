package dev.rampart.policy.eval;

import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Sighting;
import dev.rampart.policy.pattern.Text;
import java.util.EnumSet;
import java.util.Set;

/**
 * The answer to one rule.
 *
 * @param outcome what the engine says, a {@code not} before the rule applied
 * @param doubts empty when the outcome is proven
 * @param why of an {@link Outcome#INVALID} outcome, why the rule does not apply; else {@link Reason#NONE}
 * @param seen what decided, a byte string, raw: it may hold secrets and must be masked before it leaves the host; the
 *     first {@value #MAX_SEEN} bytes of it
 * @param builtIn whether a command was answered without a process
 */
public record RuleResult(Outcome outcome, Set<Doubt> doubts, Reason why, String seen, boolean builtIn) {

    /** Bytes. An output may be one line of megabytes, and results stay in memory until the end of a scan. */
    private static final int MAX_SEEN = 8192;

    public RuleResult {
        doubts = Set.copyOf(doubts);
        seen = seen.length() > MAX_SEEN ? seen.substring(0, MAX_SEEN) : seen;
    }

    static RuleResult of(Outcome outcome, String seen) {
        return new RuleResult(outcome, Set.of(), Reason.NONE, seen, false);
    }

    static RuleResult of(Sighting sighting) {
        return sighting.outcome() == Outcome.INVALID
                ? invalid(Reason.VALUE_NOT_A_NUMBER, sighting.seen())
                : of(sighting.outcome(), sighting.seen());
    }

    /** Doubtful when the text does not prove what was seen in it. */
    static RuleResult of(Sighting sighting, Text text) {
        var result = of(sighting);
        return text.proves(sighting) ? result : result.withDoubt(Doubt.OUTPUT_TRUNCATED);
    }

    static RuleResult invalid(Reason why, String seen) {
        return new RuleResult(Outcome.INVALID, Set.of(), why, seen, false);
    }

    static RuleResult doubtful(Outcome outcome, Doubt doubt, String seen) {
        return new RuleResult(outcome, Set.of(doubt), Reason.NONE, seen, false);
    }

    RuleResult negatedIf(boolean negated) {
        return new RuleResult(outcome.negatedIf(negated), doubts, why, seen, builtIn);
    }

    RuleResult withDoubt(Doubt doubt) {
        return withDoubts(Set.of(doubt));
    }

    RuleResult withDoubts(Set<Doubt> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = EnumSet.copyOf(more);
        all.addAll(doubts);
        return new RuleResult(outcome, all, why, seen, builtIn);
    }

    RuleResult answeredBuiltIn(boolean yes) {
        return new RuleResult(outcome, doubts, why, seen, yes);
    }

    public boolean isProven() {
        return doubts.isEmpty();
    }
}
