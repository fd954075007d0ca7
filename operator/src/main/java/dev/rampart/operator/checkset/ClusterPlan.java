package dev.rampart.operator.checkset;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All policies of the cluster, resolved; decides which check sets each node gets. */
public final class ClusterPlan {

    /** More would not fit the budget of a NodeScan. */
    public static final int MAX_SETS_PER_NODE = 8;

    /**
     * @param assigned at most {@link #MAX_SETS_PER_NODE}, older policies first
     * @param refused those that were one too many
     */
    public record NodeSets(List<PlannedSet> assigned, List<PlannedSet> refused) {
        public NodeSets {
            assigned = List.copyOf(assigned);
            refused = List.copyOf(refused);
        }

        public List<PlannedSet> assignedOf(String policy) {
            return assigned.stream().filter(s -> s.policy().equals(policy)).toList();
        }

        public List<PlannedSet> refusedOf(String policy) {
            return refused.stream().filter(s -> s.policy().equals(policy)).toList();
        }
    }

    private final List<PolicyPlan> plans;

    public ClusterPlan(List<PolicyPlan> plans) {
        this.plans = plans.stream()
                .sorted(comparing((PolicyPlan p) -> p.policy().created())
                        .thenComparing(p -> p.policy().name()))
                .toList();
    }

    public List<PolicyPlan> plans() {
        return plans;
    }

    public Optional<PolicyPlan> plan(String policy) {
        return plans.stream().filter(p -> p.policy().name().equals(policy)).findFirst();
    }

    public Optional<PlannedSet> set(String digest) {
        return plans.stream()
                .flatMap(p -> p.sets().stream())
                .filter(s -> s.digest().equals(digest))
                .findFirst();
    }

    /** Whether any policy selects the node, even one whose sets were refused or that has no check for its role. */
    public boolean targets(NodeFacts node) {
        return plans.stream().anyMatch(p -> p.policy().targets(node));
    }

    public NodeSets setsFor(NodeFacts node) {
        var assigned = new ArrayList<PlannedSet>();
        var refused = new ArrayList<PlannedSet>();
        for (var plan : plans) {
            for (var set : plan.setsFor(node)) {
                (assigned.size() < MAX_SETS_PER_NODE ? assigned : refused).add(set);
            }
        }
        return new NodeSets(assigned, refused);
    }
}
