package dev.rampart.policy.eval;

import dev.rampart.policy.language.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found for one policy.
 *
 * @param requirements empty when the policy has none, or they could not be evaluated
 * @param entries in the order of the file; those before the end when the scan was aborted
 */
public record PolicyResult(Policy policy, Stage stage, Optional<CheckResult> requirements, List<Entry> entries) {

    public PolicyResult {
        entries = List.copyOf(entries);
    }

    /** How far the scan came. */
    public sealed interface Stage {}

    public record Complete() implements Stage {}

    /** 4.x is then silent about the policy; 5.x says "not applicable" of every check. */
    public record RequirementsNotMet(String why) implements Stage {}

    /** The engine stopped; checks behind this place have no result. */
    public record Aborted(String why) implements Stage {}

    public record Entry(Policy.Check check, CheckResult result) {}

    public Summary summary() {
        return Summary.of(this);
    }
}
