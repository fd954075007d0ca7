package dev.rampart.operator.it;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Stands in for kubelets and scanners: a test has no nodes. */
final class FakeNodes {

    private static final Tripwires INTACT = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT);

    private final KubernetesClient admin;

    FakeNodes(KubernetesClient admin) {
        this.admin = admin;
    }

    Node add(String name, Map<String, String> labels) {
        return add(name, labels, "linux");
    }

    Node add(String name, Map<String, String> labels, String os) {
        var all = new java.util.HashMap<>(labels);
        all.put("kubernetes.io/os", os);
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(all)
                .endMetadata()
                .build();
        var created = admin.resource(node).create();
        ready(name, true);
        return created;
    }

    /** As the kubelet writes its status. */
    void ready(String name, boolean ready) {
        var status =
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}],\"nodeInfo\":{\"machineID\":\"%s\"}}}"
                        .formatted(ready ? "True" : "False", "machine-" + name);
        admin.nodes().withName(name).subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), status);
    }

    void remove(String name) {
        admin.nodes().withName(name).delete();
    }

    NodeScan scan(String node) {
        return admin.resources(NodeScan.class).withName(node).require();
    }

    CheckSet checkSet(Assignment assignment) {
        var map = admin.configMaps()
                .inNamespace("rampart-nodes")
                .withName(assignment.configMap())
                .require();
        return CheckSetCodec.decode(
                Objects.requireNonNull(map.getData().get("checks.json")).getBytes(StandardCharsets.UTF_8));
    }

    /** Answers every assignment of the node, with the verdict that the function gives for each index of each set. */
    void report(String node, BiFunction<CheckSet, Integer, Verdict> verdict) {
        report(node, verdict, UnaryOperator.identity());
    }

    /** As {@link #report(String, BiFunction)}, with a last change to each result. */
    void report(String node, BiFunction<CheckSet, Integer, Verdict> verdict, UnaryOperator<ScanResult> last) {
        var scan = scan(node);
        var results = Objects.requireNonNull(scan.getSpec().assignments()).stream()
                .map(a -> result(scan, a, verdict))
                .map(last)
                .toList();
        write(node, new NodeScanStatus(now(), results, "test", null));
    }

    void write(String node, NodeScanStatus status) {
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder().withName(node).build());
        scan.setStatus(status);
        admin.resource(scan)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("fake-scanner")
                        .withForce(true)
                        .build());
    }

    private ScanResult result(NodeScan scan, Assignment assignment, BiFunction<CheckSet, Integer, Verdict> verdict) {
        var set = checkSet(assignment);
        List<Verdict> verdicts = java.util.stream.IntStream.range(
                        0, set.checks().size())
                .mapToObj(i -> verdict.apply(set, i))
                .toList();
        var encoded = VerdictCodec.encode(verdicts);
        return new ScanResult(
                assignment.digest(),
                Optional.ofNullable(scan.getSpec().nodeUID()).orElseThrow(),
                scan.getSpec().recheck(),
                now(),
                encoded.verdicts(),
                encoded.reasons(),
                null,
                "5ms",
                INTACT);
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
