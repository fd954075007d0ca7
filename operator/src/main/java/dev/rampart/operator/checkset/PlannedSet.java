package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.NodeRole;
import java.util.List;

/**
 * A check set with its digest and the catalogue's entries behind it.
 *
 * @param checks as the policy tailored them, in the order of {@code set.checks()}
 * @param evaluation that of the policy
 */
public record PlannedSet(CheckSet set, String digest, List<Check> checks, EvaluationSettings evaluation) {

    private static final int DIGEST_IN_NAME = 16;

    public PlannedSet {
        checks = List.copyOf(checks);
    }

    /** Name of the ConfigMap that carries the set. */
    public String configMap() {
        return "rampart-checks-" + digest.substring(0, DIGEST_IN_NAME);
    }

    /** What a node is told to do with the set. */
    public Assignment assignment() {
        return new Assignment(
                digest,
                configMap(),
                evaluation.suspended() ? null : set.schedule(),
                evaluation.timezone().orElse(null),
                evaluation.jitter().orElse(null),
                policy());
    }

    public String policy() {
        return set.policy();
    }

    public NodeRole role() {
        return set.role();
    }

    public int size() {
        return checks.size();
    }
}
