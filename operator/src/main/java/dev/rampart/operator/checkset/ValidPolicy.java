package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * A CompliancePolicy that can be carried out, with every default in place. Behind the validator nobody reads the spec.
 *
 * @param created RFC 3339 as the API server writes it, which sorts as text
 * @param frameworks as listed; never empty, no framework twice
 */
public record ValidPolicy(
        String name,
        String uid,
        long generation,
        String created,
        List<ChosenFramework> frameworks,
        NodeSelection selection,
        ValidTailoring tailoring,
        EvaluationSettings evaluation,
        Optional<Thresholds> thresholds) {

    public ValidPolicy {
        frameworks = List.copyOf(frameworks);
    }

    public boolean suspended() {
        return evaluation.suspended();
    }

    /** Whether the node is selected and can be scanned. */
    public boolean targets(NodeFacts node) {
        return node.isLinux() && selection.matches(node.labels());
    }
}
