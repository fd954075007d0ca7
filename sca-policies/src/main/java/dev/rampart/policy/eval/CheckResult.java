package dev.rampart.policy.eval;

import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the engine says of a check, and whether that is proven.
 *
 * @param why of {@link EngineVerdict#NOT_APPLICABLE}; else {@link Reason#NONE}
 * @param doubt the doubt that the engine's verdict rests on; empty when no other answer to the doubtful rules could
 *     have changed it
 * @param rules of the rules that were evaluated, in order; the rest did not matter
 */
public record CheckResult(EngineVerdict engine, Reason why, Optional<Doubt> doubt, List<RuleResult> rules) {

    public CheckResult {
        rules = List.copyOf(rules);
    }

    /** The engine's verdict, or Unknown where it is not proven. */
    public Verdict verdict() {
        return doubt.map(d -> Verdict.unknown(d.reason())).orElseGet(() -> switch (engine) {
            case PASSED -> Verdict.passed();
            case FAILED -> Verdict.failed();
            case NOT_APPLICABLE -> Verdict.notApplicable(why);
            case NOT_RUN -> Verdict.unknown(Reason.COMMAND_TIMED_OUT);
        });
    }
}
