package dev.rampart.cli.recheck;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.ScanResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a node has evaluated what it was asked to. */
sealed interface Answer {

    /** Every check set has a result of after the request. */
    record Complete(int sets) implements Answer {}

    record Waiting(int answered, int sets, Optional<String> message) implements Answer {}

    /**
     * Of a NodeScan that was read after the request was written. A token that somebody else set since then serves as
     * well: what answers it was evaluated even later.
     */
    static Answer of(NodeScan scan) {
        var spec = scan.getSpec();
        var status = scan.getStatus();
        var assignments = spec == null || spec.assignments() == null ? List.<Assignment>of() : spec.assignments();
        var results = status == null || status.results() == null ? List.<ScanResult>of() : status.results();
        var answered = (int) assignments.stream()
                .filter(a -> results.stream()
                        .anyMatch(r -> r.digest().equals(a.digest()) && Objects.equals(r.recheck(), spec.recheck())))
                .count();
        return answered == assignments.size()
                ? new Complete(answered)
                : new Waiting(
                        answered, assignments.size(), Optional.ofNullable(status == null ? null : status.message()));
    }
}
