package dev.rampart.operator.metrics;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts results that were accepted or refused, each once, however often it is looked at. */
public final class ResultMetrics {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Map<String, Counter> refused;
    private @Nullable AtomicBoolean intact;

    /**
     * @param reasons all there are; every counter is there from the start, because a rate does not see a rise from nothing
     */
    public ResultMetrics(MeterRegistry registry, Collection<String> reasons) {
        this.registry = registry;
        this.accepted = Counter.builder(Metric.RESULTS_ACCEPTED.meterName())
                .description(Metric.RESULTS_ACCEPTED.help())
                .register(registry);
        this.refused = reasons.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::refusals));
    }

    private Counter refusals(String reason) {
        return Counter.builder(Metric.RESULTS_REFUSED.meterName())
                .description(Metric.RESULTS_REFUSED.help())
                .tag("reason", reason)
                .register(registry);
    }

    /** What was seen of the admission policy; the metric is there from the first time on. */
    public synchronized void binding(boolean isIntact) {
        if (intact == null) {
            intact = new AtomicBoolean();
            Gauge.builder(Metric.BINDING_INTACT.meterName(), intact, i -> i.get() ? 1 : 0)
                    .description(Metric.BINDING_INTACT.help())
                    .register(registry);
        }
        intact.set(isIntact);
    }

    public void count(Optional<NodeComplianceStatus> before, NodeComplianceStatus after) {
        var known = before.map(NodeComplianceStatus::refused).orElse(List.of());
        var now = after.refused() == null ? List.<Refusal>of() : after.refused();
        now.stream()
                .filter(r -> !known.contains(r))
                .forEach(r -> Optional.ofNullable(refused.get(r.reason())).ifPresent(Counter::increment));
        var old = before.map(ResultMetrics::evaluations).orElse(Set.of());
        var news = evaluations(after).stream().filter(e -> !old.contains(e)).count();
        accepted.increment((double) news);
    }

    private static Set<String> evaluations(NodeComplianceStatus status) {
        var entries = status.policies() == null ? List.<PolicyCompliance>of() : status.policies();
        return entries.stream().map(p -> p.digest() + p.evaluatedAt()).collect(Collectors.toSet());
    }
}
