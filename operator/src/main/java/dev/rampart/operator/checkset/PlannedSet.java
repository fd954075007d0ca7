package dev.rampart.operator.checkset;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.NodeRole;
import java.util.List;

/**
 * A check set with its digest and the catalogue's entries behind it.
 *
 * @param checks in the order of {@code set.checks()}
 */
public record PlannedSet(CheckSet set, String digest, List<Check> checks) {

    private static final int DIGEST_IN_NAME = 16;

    public PlannedSet {
        checks = List.copyOf(checks);
    }

    /** Name of the ConfigMap that carries the set. */
    public String configMap() {
        return "rampart-checks-" + digest.substring(0, DIGEST_IN_NAME);
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
