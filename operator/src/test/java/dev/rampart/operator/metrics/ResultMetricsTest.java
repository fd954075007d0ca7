package dev.rampart.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.Refusal;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ResultMetrics metrics = new ResultMetrics(registry, List.of("WrongLength", "ClockSkew"));

    @Test
    void aRefusalCountsOnceHoweverOftenItIsLookedAt() {
        // Given
        var refused = refused(new Refusal("f", "WrongLength", "m"));

        // When
        metrics.count(Optional.empty(), refused);
        metrics.count(Optional.of(refused), refused);

        // Then
        assertThat(registry.scrape())
                .contains("rampart_scan_results_refused_total{reason=\"WrongLength\"} 1.0")
                .contains("rampart_scan_results_refused_total{reason=\"ClockSkew\"} 0.0");
    }

    @Test
    void theBindingIsShownFromTheFirstLookOn() {
        assertThat(registry.scrape()).doesNotContain("rampart_binding_intact");
        metrics.binding(true);
        assertThat(registry.scrape()).contains("rampart_binding_intact 1.0");
        metrics.binding(false);
        assertThat(registry.scrape()).contains("rampart_binding_intact 0.0");
    }

    private static NodeComplianceStatus refused(Refusal refusal) {
        return new NodeComplianceStatus("u", null, null, null, null, null, null, null, List.of(refusal), null);
    }
}
