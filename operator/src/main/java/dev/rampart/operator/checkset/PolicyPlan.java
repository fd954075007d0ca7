package dev.rampart.operator.checkset;

import java.util.List;

/** A policy and the check sets that it resolves to, for nodes of every role. The sets are disjoint for one role. */
public record PolicyPlan(ValidPolicy policy, List<PlannedSet> sets) {

    public PolicyPlan {
        sets = List.copyOf(sets);
    }

    /** The sets of this policy for the node; empty when the policy does not target it. */
    public List<PlannedSet> setsFor(NodeFacts node) {
        return policy.targets(node)
                ? sets.stream().filter(s -> s.role() == node.role()).toList()
                : List.of();
    }
}
