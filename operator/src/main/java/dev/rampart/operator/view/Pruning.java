package dev.rampart.operator.view;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.policy.checkset.CheckSetCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of each kind in a cache. The objects given are never changed. */
public final class Pruning {

    /** Of the contract: the evidence of all results of a node, base64. */
    public static final int MAX_EVIDENCE = 32 * 1024;

    /** What is pruned already stays as it is: stores may prune twice. */
    private static final String DIGEST = "[0-9a-f]{64}";

    private Pruning() {}

    /** The parts that {@link NodeFacts} reads, in the shape of a Node. */
    public static Node node(Node node) {
        var facts = NodeFacts.of(node);
        return new NodeBuilder()
                .withMetadata(
                        meta(node.getMetadata()).withLabels(facts.labels()).build())
                .withNewStatus()
                .withNewNodeInfo()
                .withMachineID(facts.machineID())
                .endNodeInfo()
                .addNewCondition()
                .withType("Ready")
                .withStatus(facts.ready() ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }

    /** With the digest of each value in the value's place: enough to see that somebody else wrote it. */
    public static ConfigMap configMap(ConfigMap map) {
        var digests = new TreeMap<String, String>();
        Objects.requireNonNullElse(map.getData(), Map.<String, String>of())
                .forEach((key, value) -> digests.put(
                        key,
                        value.matches(DIGEST) ? value : CheckSetCodec.digest(value.getBytes(StandardCharsets.UTF_8))));
        return new ConfigMapBuilder()
                .withMetadata(meta(map.getMetadata())
                        .withLabels(map.getMetadata().getLabels())
                        .build())
                .withData(digests)
                .build();
    }

    /** Without evidence, which nothing here reads; evidence that is too large stays, so that it is seen to be. */
    public static NodeScan nodeScan(NodeScan scan) {
        var pruned = new NodeScan();
        pruned.setMetadata(meta(scan.getMetadata()).build());
        pruned.setSpec(scan.getSpec());
        @Nullable NodeScanStatus status = scan.getStatus();
        if (status != null) {
            @Nullable List<ScanResult> results = status.results();
            pruned.setStatus(new NodeScanStatus(
                    status.heartbeat(),
                    results == null ? null : withoutEvidence(results),
                    status.scannerVersion(),
                    status.message()));
        }
        return pruned;
    }

    private static List<ScanResult> withoutEvidence(List<ScanResult> results) {
        var size = results.stream()
                .mapToInt(r -> r.evidence() == null ? 0 : r.evidence().length())
                .sum();
        return size > MAX_EVIDENCE
                ? results
                : results.stream().map(Pruning::withoutEvidence).toList();
    }

    private static ScanResult withoutEvidence(ScanResult r) {
        return new ScanResult(
                r.digest(),
                r.nodeUID(),
                r.recheck(),
                r.evaluatedAt(),
                r.verdicts(),
                r.reasons(),
                null,
                r.duration(),
                r.tripwires());
    }

    /** Without the list of failing checks, which can be read from the verdicts; for those who sum nodes up. */
    public static NodeCompliance nodeCompliance(NodeCompliance compliance) {
        var pruned = whole(compliance);
        @Nullable NodeComplianceStatus s = compliance.getStatus();
        if (s != null && s.policies() != null) {
            pruned.setStatus(new NodeComplianceStatus(
                    s.nodeUID(),
                    s.policies().stream().map(Pruning::withoutFailing).toList(),
                    s.counts(),
                    s.score(),
                    s.source(),
                    s.evaluatedAt(),
                    s.tripwires(),
                    s.refused(),
                    s.binding()));
        }
        return pruned;
    }

    private static PolicyCompliance withoutFailing(PolicyCompliance p) {
        return new PolicyCompliance(
                p.name(),
                p.digest(),
                p.evaluatedAt(),
                p.counts(),
                p.score(),
                null,
                p.truncated(),
                p.verdicts(),
                p.reasons(),
                p.tripwires());
    }

    /** All of the status, for its writer. */
    public static NodeCompliance whole(NodeCompliance compliance) {
        var pruned = new NodeCompliance();
        pruned.setMetadata(meta(compliance.getMetadata()).build());
        pruned.setStatus(compliance.getStatus());
        return pruned;
    }

    /** The wish without the status, for those who only plan by it. */
    public static CompliancePolicy policy(CompliancePolicy policy) {
        var pruned = new CompliancePolicy();
        pruned.setMetadata(meta(policy.getMetadata()).build());
        pruned.setSpec(policy.getSpec());
        return pruned;
    }

    private static ObjectMetaBuilder meta(ObjectMeta meta) {
        return new ObjectMetaBuilder()
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .withGeneration(meta.getGeneration())
                .withCreationTimestamp(meta.getCreationTimestamp())
                .withDeletionTimestamp(meta.getDeletionTimestamp())
                .withOwnerReferences(meta.getOwnerReferences());
    }
}
