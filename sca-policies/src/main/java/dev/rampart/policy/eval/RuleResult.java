package dev.rampart.policy.eval;

import dev.rampart.policy.model.Reason;
import java.util.Set;

/**
 * The answer to one rule.
 *
 * @param doubts empty when the outcome is proven
 * @param why of an {@link Outcome#INVALID} outcome, why the rule does not apply; else {@link Reason#NONE}
 * @param seen what decided, raw: it may hold secrets and must be masked before it leaves the host
 */
public record RuleResult(Outcome outcome, Set<Doubt> doubts, Reason why, String seen) {

    public RuleResult {
        doubts = Set.copyOf(doubts);
    }

    static RuleResult of(Outcome outcome, String seen) {
        return new RuleResult(outcome, Set.of(), Reason.NONE, seen);
    }

    static RuleResult invalid(Reason why, String seen) {
        return new RuleResult(Outcome.INVALID, Set.of(), why, seen);
    }

    static RuleResult doubtful(Outcome outcome, Doubt doubt, String seen) {
        return new RuleResult(outcome, Set.of(doubt), Reason.NONE, seen);
    }

    RuleResult negatedIf(boolean negated) {
        return new RuleResult(outcome.negatedIf(negated), doubts, why, seen);
    }

    RuleResult withDoubt(Doubt doubt) {
        var more = java.util.EnumSet.of(doubt);
        more.addAll(doubts);
        return new RuleResult(outcome, more, why, seen);
    }

    boolean isProven() {
        return doubts.isEmpty();
    }
}
