package dev.rampart.operator.nodescan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.operator.Yaml;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.Policies;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.testkit.GoldenFolder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Policies and nodes in, writes of NodeScans out. */
class NodeScanGoldenTest {

    private final Plans plans = new Plans(Catalogue.load());

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenFolder.cases(Yaml.folder("nodescan"), this::produce);
    }

    private Map<String, String> produce(SortedMap<String, String> in) {
        var plan = plans.of(Yaml.all(in.get("in-policies.yaml"), CompliancePolicy.class));
        var configMaps = plan.plans().stream()
                .flatMap(p -> p.sets().stream())
                .map(PlannedSet::configMap)
                .collect(Collectors.toSet());
        var out = Yaml.all(in.get("in-nodes.yaml"), Node.class).stream()
                .map(NodeFacts::of)
                .flatMap(n -> converging(n, plan, configMaps).stream())
                .map(NodeScanGoldenTest::text)
                .collect(Collectors.joining());
        return Map.of("out-writes.yaml", Yaml.withoutDigests(out, plan));
    }

    /** What is written for a node that has nothing yet; once it has that, nothing more is written. */
    private static List<Change> converging(NodeFacts node, ClusterPlan plan, Set<String> configMaps) {
        var first = changes(node, plan, Optional.empty(), configMaps);
        for (var change : first) {
            assertThat(change).isInstanceOfSatisfying(Change.Apply.class, apply -> {
                var written = (NodeScan) apply.object();
                var spec = written.getSpec();
                written.setSpec(new NodeScanSpec(spec.nodeUID(), spec.machineID(), spec.assignments(), "a token"));
                assertThat(changes(node, plan, Optional.of(written), configMaps))
                        .isEmpty();
                written.setSpec(spec);
            });
        }
        return first;
    }

    private static List<Change> changes(
            NodeFacts node, ClusterPlan plan, Optional<NodeScan> scan, Set<String> configMaps) {
        return NodeScanChanges.of(node, plan, new NodeScanChanges.Existing(scan, Optional.empty(), configMaps));
    }

    @Test
    void anAssignmentWaitsForItsConfigMapAndTheOldOneStays() {
        // Given a node with an assignment of an earlier generation
        var node = Policies.worker("w");
        var old = new Assignment("0".repeat(64), "rampart-checks-old", "0 0 * * *", null, null, "p");
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder()
                .withName("w")
                .withOwnerReferences(Owner.node("w", node.uid()).reference())
                .build());
        scan.setSpec(new NodeScanSpec(node.uid(), node.machineID(), List.of(old), null));
        var plan = plans.of(List.of(Policies.policy("p", null)));
        var configMap = plan.setsFor(node).assigned().getFirst().configMap();

        // Then
        assertThat(changes(node, plan, Optional.of(scan), Set.of())).isEmpty();
        assertThat(changes(node, plan, Optional.of(scan), Set.of(configMap))).hasSize(1);
    }

    @Test
    void whatNoPolicyTargetsIsDeleted() {
        // Given
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder().withName("w").build());

        // Then
        assertThat(changes(Policies.worker("w"), plans.of(List.of()), Optional.of(scan), Set.of()))
                .containsExactly(new Change.Delete(scan));
    }

    private static String text(Change change) {
        return switch (change) {
            case Change.Apply(var object) -> Yaml.text("apply", object);
            case Change.Delete(var object) -> "# delete " + object.getMetadata().getName() + "\n";
            case Change.ApplyStatus(var object) -> Yaml.text("apply status", object);
            case Change.Recheck(var node, var token) -> "# recheck " + node + "\n";
        };
    }
}
