package dev.rampart.cli.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rampart.crds.v1alpha1.Counts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code rampart status} says; printed as tables or, in exactly this form, as JSON. */
record Overview(List<PolicyLine> policies, List<NodeLine> nodes, List<Trouble> troubles) {

    Overview {
        policies = List.copyOf(policies);
        nodes = List.copyOf(nodes);
        troubles = List.copyOf(troubles);
    }

    /** Nothing fails, nothing is unknown, nothing is in the way. */
    boolean fine() {
        return troubles.isEmpty();
    }

    /** Whether every policy that has thresholds is known to keep them. */
    boolean goodEnough() {
        return policies.stream().map(PolicyLine::thresholds).allMatch(t -> t == null || t.equals("Met"));
    }

    /**
     * Figures that nobody has written yet are absent.
     *
     * @param thresholds Met, NotMet or Unknown; absent when the policy has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyLine(
            String policy,
            String result,
            @Nullable String thresholds,
            @Nullable Integer score,
            @Nullable Integer coverage,
            @Nullable Counts counts,
            @Nullable String nodes,
            @Nullable String oldestEvaluation) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NodeLine(
            String node,
            @Nullable Integer score,
            @Nullable Counts counts,
            @Nullable String tripwires,
            @Nullable String evaluatedAt) {}

    /** @param about policy/NAME, node/NAME or cluster */
    record Trouble(String about, String message) {}
}
