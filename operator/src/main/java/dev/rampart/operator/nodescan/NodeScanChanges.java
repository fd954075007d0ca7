package dev.rampart.operator.nodescan;

import static java.util.Comparator.comparing;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be written so that a node has the NodeScan that it should have. */
final class NodeScanChanges {

    /**
     * What is there now.
     *
     * @param configMaps names of the check-set ConfigMaps that exist
     */
    record Existing(Optional<NodeScan> scan, Optional<NodeCompliance> compliance, Set<String> configMaps) {}

    private NodeScanChanges() {}

    static List<Change> of(NodeFacts node, ClusterPlan plan, Existing existing) {
        if (!plan.targets(node)) {
            return Stream.<Optional<? extends io.fabric8.kubernetes.api.model.HasMetadata>>of(
                            existing.scan(), existing.compliance())
                    .flatMap(Optional::stream)
                    .<Change>map(Change.Delete::new)
                    .toList();
        }
        var owner = Owner.node(node.name(), node.uid());
        var spec = spec(node, plan, existing);
        if (existing.scan().isEmpty() && isTooEarly(spec, node, plan)) {
            return List.of(); // the ConfigMap's coming wakes this node again: one write instead of two
        }
        var isAsWanted = existing.scan()
                .filter(s -> owner.owns(s) && sameButRecheck(spec, s.getSpec()))
                .isPresent();
        return isAsWanted ? List.of() : List.of(new Change.Apply(object(owner, spec)));
    }

    /** Whether nothing can be assigned yet though something will be. */
    private static boolean isTooEarly(NodeScanSpec spec, NodeFacts node, ClusterPlan plan) {
        return Objects.requireNonNullElse(spec.assignments(), List.of()).isEmpty()
                && !plan.setsFor(node).assigned().isEmpty();
    }

    private static NodeScan object(Owner owner, NodeScanSpec spec) {
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder()
                .withName(owner.name())
                .withLabels(Labels.ours())
                .withOwnerReferences(owner.reference())
                .build());
        scan.setSpec(spec);
        return scan;
    }

    /** Never with {@code recheck}: that field is not the operator's to apply. */
    private static NodeScanSpec spec(NodeFacts node, ClusterPlan plan, Existing existing) {
        return new NodeScanSpec(node.uid(), node.machineID(), assignments(node, plan, existing), null);
    }

    /**
     * The ConfigMap comes before the assignment. While one of a policy is missing, the node keeps what it was assigned
     * for that policy, so that an edit never shows a node without checks.
     */
    private static List<Assignment> assignments(NodeFacts node, ClusterPlan plan, Existing existing) {
        var sets = plan.setsFor(node).assigned();
        var waiting = sets.stream()
                .filter(s -> !existing.configMaps().contains(s.configMap()))
                .map(PlannedSet::policy)
                .distinct()
                .toList();
        var result = new ArrayList<Assignment>();
        sets.stream()
                .filter(s -> !waiting.contains(s.policy()))
                .map(PlannedSet::assignment)
                .forEach(result::add);
        existing.scan().map(NodeScan::getSpec).map(NodeScanSpec::assignments).orElse(List.of()).stream()
                .filter(a -> waiting.contains(a.policy()))
                .forEach(result::add);
        result.sort(comparing(Assignment::policy).thenComparing(Assignment::digest));
        return List.copyOf(result);
    }

    private static boolean sameButRecheck(NodeScanSpec wanted, @Nullable NodeScanSpec actual) {
        return actual != null
                && Objects.equals(wanted.nodeUID(), actual.nodeUID())
                && Objects.equals(wanted.machineID(), actual.machineID())
                && Objects.equals(wanted.assignments(), Objects.requireNonNullElse(actual.assignments(), List.of()));
    }
}
