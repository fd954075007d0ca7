package dev.rampart.operator.view;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One node as a policy sees it.
 *
 * @param sets the policy's sets that the node is assigned
 * @param tooMany the policy's sets that did not fit any more
 * @param accepted what was accepted of this very node; that of an earlier node of the same name, or of its earlier disk,
 *     is left out
 */
public record NodeView(
        NodeFacts node,
        List<PlannedSet> sets,
        List<PlannedSet> tooMany,
        Optional<NodeScan> scan,
        Optional<NodeComplianceStatus> accepted) {

    /** Two missed heartbeats of the scanner. */
    public static final Duration STALE_AFTER = Duration.ofHours(2);

    /** Clocks differ; a heartbeat from further ahead proves nothing about now. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public NodeView {
        sets = List.copyOf(sets);
        tooMany = List.copyOf(tooMany);
        accepted = accepted.filter(node::isMeantBy);
    }

    public String name() {
        return node.name();
    }

    public Optional<PolicyCompliance> accepted(PlannedSet set) {
        return accepted.map(NodeComplianceStatus::policies)
                .flatMap(entries -> entries.stream()
                        .filter(e -> e.digest().equals(set.digest()))
                        .findFirst());
    }

    /** Whether every set of the node has an accepted result. */
    public boolean isEvaluated() {
        return sets.stream().allMatch(s -> accepted(s).isPresent());
    }

    public List<Refusal> refusals() {
        return accepted.map(NodeComplianceStatus::refused).orElse(List.of());
    }

    public Optional<Instant> heartbeat() {
        return scan.map(NodeScan::getStatus).map(NodeScanStatus::heartbeat).flatMap(NodeView::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the node's verdicts are too old to speak for it, though it once had some. */
    public boolean isStale(Instant now) {
        return !node.ready() || heartbeat().filter(h -> !isFresh(h, now)).isPresent();
    }

    private static boolean isFresh(Instant heartbeat, Instant now) {
        return heartbeat.plus(STALE_AFTER).isAfter(now)
                && heartbeat.minus(CLOCK_SKEW).isBefore(now);
    }

    /** Whether the node is assigned the sets of this policy as they are now, and its scanner reports on them. */
    public boolean isDistributed() {
        var assigned = scan.map(NodeScan::getSpec).map(s -> s.assignments()).orElse(List.of());
        return sets.stream().map(PlannedSet::assignment).allMatch(assigned::contains)
                && reported().containsAll(digests());
    }

    private Set<String> digests() {
        return sets.stream().map(PlannedSet::digest).collect(Collectors.toSet());
    }

    private Set<String> reported() {
        return scan.map(NodeScan::getStatus)
                .map(NodeScanStatus::results)
                .map(rs -> rs.stream()
                        .filter(Objects::nonNull)
                        .map(ScanResult::digest)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
