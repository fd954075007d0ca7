package dev.rampart.policy.eval;

import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the engine says of a check, and whether that is proven.
 *
 * @param engine as Wazuh 4.14 would answer; never Unknown
 * @param doubt the doubt that the engine's verdict rests on; empty when no other answer to the doubtful rules could
 *     have changed it
 * @param rules of the rules that were evaluated, in order; the rest did not matter
 */
public record CheckResult(Verdict engine, Optional<Doubt> doubt, List<RuleResult> rules) {

    public CheckResult {
        rules = List.copyOf(rules);
    }

    /** The engine's verdict, or Unknown where it is not proven. */
    public Verdict verdict() {
        return doubt.map(d -> Verdict.unknown(d.reason())).orElse(engine);
    }
}
