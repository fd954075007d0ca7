package dev.rampart.operator.view;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.checkset.NodeFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which changes of an object matter to whom. In a large cluster almost none do: kubelets and scanners write heartbeats,
 * and a pass over all nodes for each would cost more than everything else. What is missed by mistake is found within an
 * hour, when every object is looked at again.
 */
public final class News {

    /** Scanners write every hour; a heartbeat that is further from the one before ends or begins a silence. */
    private static final Duration ONE_HEARTBEAT_MISSED = Duration.ofMinutes(90);

    private News() {}

    /** For who reads the whole object. */
    public static boolean anything(HasMetadata now, HasMetadata before) {
        return true;
    }

    /** Kubelets write their Node every few minutes; only a change of facts is news. */
    public static boolean ofFacts(Node now, Node before) {
        return !NodeFacts.of(now).equals(NodeFacts.of(before));
    }

    /** A changed status is the policy's own doing and wakes nobody. */
    public static boolean ofWish(CompliancePolicy now, CompliancePolicy before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }

    /** For accepting results: the heartbeat alone is no news. */
    public static boolean ofResults(NodeScan now, NodeScan before) {
        var a = Pruning.nodeScan(now);
        var b = Pruning.nodeScan(before);
        return !Objects.equals(a.getSpec(), b.getSpec())
                || !results(a).equals(results(b))
                || !Objects.equals(
                        a.getMetadata().getOwnerReferences(), b.getMetadata().getOwnerReferences());
    }

    /** For giving the node its assignment. */
    public static boolean ofAssignment(NodeScan now, NodeScan before) {
        return !Objects.equals(now.getSpec(), before.getSpec())
                || !Objects.equals(
                        now.getMetadata().getOwnerReferences(),
                        before.getMetadata().getOwnerReferences());
    }

    /** For who tells how far an assignment has come: which digests are assigned and which are reported. */
    public static boolean ofDistribution(NodeScan now, NodeScan before) {
        return !assigned(now).equals(assigned(before)) || !digests(results(now)).equals(digests(results(before)));
    }

    /** For who calls nodes stale: only a heartbeat that is not the next one. That time passes wakes nobody. */
    public static boolean ofSilence(NodeScan now, NodeScan before) {
        var a = heartbeat(now);
        var b = heartbeat(before);
        return (a.isPresent() && b.isPresent())
                ? Duration.between(b.get(), a.get()).abs().compareTo(ONE_HEARTBEAT_MISSED) > 0
                : !a.equals(b);
    }

    /** For who tells how many nodes are evaluated, whatever the verdicts: digests and refusals. */
    public static boolean ofAcceptance(NodeCompliance now, NodeCompliance before) {
        return !speaksOf(now).equals(speaksOf(before))
                || !accepted(now).equals(accepted(before))
                || !refusals(now).equals(refusals(before));
    }

    /** For who sums verdicts up. */
    public static boolean ofVerdicts(NodeCompliance now, NodeCompliance before) {
        return !Objects.equals(now.getStatus(), before.getStatus());
    }

    private static List<Assignment> assigned(NodeScan scan) {
        return Optional.ofNullable(scan.getSpec())
                .map(NodeScanSpec::assignments)
                .orElse(List.of());
    }

    private static List<ScanResult> results(NodeScan scan) {
        return Optional.ofNullable(scan.getStatus())
                .map(NodeScanStatus::results)
                .orElse(List.of());
    }

    private static List<String> digests(List<ScanResult> results) {
        return results.stream().filter(Objects::nonNull).map(ScanResult::digest).toList();
    }

    private static Optional<Instant> heartbeat(NodeScan scan) {
        try {
            return Optional.ofNullable(scan.getStatus())
                    .map(NodeScanStatus::heartbeat)
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The machine: uid and disk. */
    private static List<String> speaksOf(NodeCompliance compliance) {
        return Optional.ofNullable(compliance.getStatus()).stream()
                .flatMap(s -> Stream.of(String.valueOf(s.nodeUID()), String.valueOf(s.machineID())))
                .toList();
    }

    private static List<String> accepted(NodeCompliance compliance) {
        return Optional.ofNullable(compliance.getStatus())
                .map(NodeComplianceStatus::policies)
                .orElse(List.of())
                .stream()
                .map(PolicyCompliance::digest)
                .toList();
    }

    private static List<Refusal> refusals(NodeCompliance compliance) {
        return Optional.ofNullable(compliance.getStatus())
                .map(NodeComplianceStatus::refused)
                .orElse(List.of());
    }
}
