package dev.rampart.operator.metrics;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts results that were accepted or refused, each once, however often it is looked at. */
public final class ResultMetrics {

    private final MeterRegistry registry;

    public ResultMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void count(Optional<NodeComplianceStatus> before, NodeComplianceStatus after) {
        var known = before.map(NodeComplianceStatus::refused).orElse(List.of());
        var refused = after.refused() == null ? List.<dev.rampart.crds.v1alpha1.Refusal>of() : after.refused();
        refused.stream()
                .filter(r -> !known.contains(r))
                .forEach(r -> registry.counter(MetricNames.RESULTS_REFUSED, "reason", r.reason())
                        .increment());
        var old = before.map(ResultMetrics::evaluations).orElse(Set.of());
        var news = evaluations(after).stream().filter(e -> !old.contains(e)).count();
        registry.counter(MetricNames.RESULTS_ACCEPTED).increment((double) news);
    }

    private static Set<String> evaluations(NodeComplianceStatus status) {
        var entries = status.policies() == null ? List.<PolicyCompliance>of() : status.policies();
        return entries.stream().map(p -> p.digest() + p.evaluatedAt()).collect(Collectors.toSet());
    }
}
