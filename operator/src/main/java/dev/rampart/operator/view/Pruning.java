package dev.rampart.operator.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.FailingCheck;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.policy.checkset.CheckSetCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept of each kind in a cache. The objects given are never changed. */
public final class Pruning {

    /** Of the contract: the evidence of all results of a node, base64. */
    public static final int MAX_EVIDENCE = 32 * 1024;

    private Pruning() {}

    /** The parts that {@link NodeFacts} reads, in the shape of a Node. */
    public static Node node(Node node) {
        var facts = NodeFacts.of(node);
        var meta = meta(node.getMetadata());
        meta.setLabels(texts(facts.labels()));
        var pruned = new NodeBuilder()
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
        pruned.setMetadata(meta);
        pruned.setAdditionalProperties(Map.of());
        pruned.getStatus().setAdditionalProperties(Map.of());
        pruned.getStatus().getNodeInfo().setAdditionalProperties(Map.of());
        pruned.getStatus().getConditions().forEach(c -> c.setAdditionalProperties(Map.of()));
        return pruned;
    }

    /** Smaller than a map that can grow. */
    private static Map<String, String> texts(Map<String, String> map) {
        return map.entrySet().stream()
                .collect(toUnmodifiableMap(e -> Repeated.text(e.getKey()), e -> Repeated.text(e.getValue())));
    }

    /** With the digest of each value in the value's place: enough to see that somebody else wrote it. */
    public static ConfigMap configMap(ConfigMap map) {
        var digests = Objects.requireNonNullElse(map.getData(), Map.<String, String>of()).entrySet().stream()
                .collect(toUnmodifiableMap(e -> Repeated.text(e.getKey()), e -> digest(e.getValue())));
        var meta = meta(map.getMetadata());
        meta.setLabels(map.getMetadata().getLabels());
        var pruned = new ConfigMap();
        pruned.setMetadata(meta);
        pruned.setData(digests);
        pruned.setBinaryData(Map.of());
        pruned.setAdditionalProperties(Map.of());
        return pruned;
    }

    /** The same text as in the assignments that name the set. */
    private static String digest(String value) {
        return Repeated.text(CheckSetCodec.digest(value.getBytes(UTF_8)));
    }

    /** Without evidence, which nothing here reads; evidence that is too large stays, so that it is seen to be. */
    public static NodeScan nodeScan(NodeScan scan) {
        var pruned = new NodeScan();
        pruned.setMetadata(meta(scan.getMetadata()));
        @Nullable NodeScanSpec spec = scan.getSpec();
        pruned.setSpec(spec == null ? null : spec(spec));
        @Nullable NodeScanStatus status = scan.getStatus();
        if (status != null) {
            @Nullable List<ScanResult> results = status.results();
            pruned.setStatus(new NodeScanStatus(
                    status.heartbeat(),
                    results == null ? null : withoutEvidence(results),
                    Repeated.textOrNull(status.scannerVersion()),
                    status.message()));
        }
        return pruned;
    }

    private static NodeScanSpec spec(NodeScanSpec spec) {
        @Nullable List<Assignment> assignments = spec.assignments();
        return new NodeScanSpec(
                Repeated.textOrNull(spec.nodeUID()),
                spec.machineID(),
                assignments == null
                        ? null
                        : assignments.stream().map(Pruning::assignment).toList(),
                Repeated.textOrNull(spec.recheck()));
    }

    private static Assignment assignment(Assignment a) {
        return new Assignment(
                Repeated.text(a.digest()),
                Repeated.text(a.configMap()),
                Repeated.textOrNull(a.schedule()),
                Repeated.textOrNull(a.timezone()),
                Repeated.textOrNull(a.jitter()),
                Repeated.text(a.policy()));
    }

    private static List<ScanResult> withoutEvidence(List<ScanResult> all) {
        var results = all.stream().filter(Objects::nonNull).toList();
        var size = results.stream()
                .mapToInt(r -> r.evidence() == null ? 0 : r.evidence().length())
                .sum();
        return size > MAX_EVIDENCE
                ? results
                : results.stream().map(Pruning::withoutEvidence).toList();
    }

    private static ScanResult withoutEvidence(ScanResult r) {
        return new ScanResult(
                Repeated.text(r.digest()),
                Repeated.text(r.nodeUID()),
                Repeated.textOrNull(r.recheck()),
                Repeated.text(r.evaluatedAt()),
                Repeated.text(r.verdicts()),
                Repeated.textOrNull(r.reasons()),
                null,
                Repeated.textOrNull(r.duration()),
                r.tripwires());
    }

    /** All of the status: its writer compares with it. */
    public static NodeCompliance nodeCompliance(NodeCompliance compliance) {
        var pruned = new NodeCompliance();
        pruned.setMetadata(meta(compliance.getMetadata()));
        @Nullable NodeComplianceStatus s = compliance.getStatus();
        if (s != null) {
            @Nullable List<PolicyCompliance> policies = s.policies();
            pruned.setStatus(new NodeComplianceStatus(
                    Repeated.textOrNull(s.nodeUID()),
                    Repeated.textOrNull(s.machineID()),
                    policies == null
                            ? null
                            : policies.stream().map(Pruning::accepted).toList(),
                    s.counts(),
                    s.score(),
                    Repeated.textOrNull(s.source()),
                    Repeated.textOrNull(s.evaluatedAt()),
                    Repeated.textOrNull(s.tripwires()),
                    s.refused(),
                    s.binding()));
        }
        return pruned;
    }

    private static PolicyCompliance accepted(PolicyCompliance p) {
        @Nullable List<FailingCheck> failing = p.failing();
        return new PolicyCompliance(
                Repeated.text(p.name()),
                Repeated.text(p.digest()),
                Repeated.text(p.evaluatedAt()),
                p.counts(),
                p.score(),
                failing == null
                        ? null
                        : failing.stream()
                                .map(f -> new FailingCheck(Repeated.text(f.check()), Repeated.text(f.since())))
                                .toList(),
                p.truncated(),
                Repeated.text(p.verdicts()),
                Repeated.textOrNull(p.reasons()),
                p.tripwires());
    }

    /** Wish and status, which its writer compares with. */
    public static CompliancePolicy policy(CompliancePolicy policy) {
        var pruned = new CompliancePolicy();
        pruned.setMetadata(meta(policy.getMetadata()));
        pruned.setSpec(policy.getSpec());
        pruned.setStatus(policy.getStatus());
        return pruned;
    }

    /** As {@link #policy}. */
    public static ComplianceReport report(ComplianceReport report) {
        var pruned = new ComplianceReport();
        pruned.setMetadata(meta(report.getMetadata()));
        pruned.setSpec(report.getSpec());
        pruned.setStatus(report.getStatus());
        return pruned;
    }

    private static ObjectMeta meta(ObjectMeta meta) {
        var pruned = new ObjectMeta();
        pruned.setName(Repeated.text(meta.getName()));
        pruned.setNamespace(meta.getNamespace());
        pruned.setUid(meta.getUid() == null ? null : Repeated.text(meta.getUid()));
        pruned.setResourceVersion(meta.getResourceVersion());
        pruned.setGeneration(meta.getGeneration());
        pruned.setCreationTimestamp(meta.getCreationTimestamp());
        pruned.setDeletionTimestamp(meta.getDeletionTimestamp());
        pruned.setOwnerReferences(
                meta.getOwnerReferences().stream().map(Pruning::owner).toList());
        // Each would be a collection of its own for what no object of ours has.
        pruned.setFinalizers(List.of());
        pruned.setManagedFields(List.of());
        pruned.setAdditionalProperties(Map.of());
        return pruned;
    }

    private static OwnerReference owner(OwnerReference owner) {
        var pruned = new OwnerReference(
                Repeated.textOrNull(owner.getApiVersion()),
                owner.getBlockOwnerDeletion(),
                owner.getController(),
                Repeated.textOrNull(owner.getKind()),
                Repeated.textOrNull(owner.getName()),
                Repeated.textOrNull(owner.getUid()));
        pruned.setAdditionalProperties(Map.of());
        return pruned;
    }
}
