package dev.rampart.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.NodeCounts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ReportMetrics metrics = new ReportMetrics(registry);

    @Test
    void aReportShowsItsScoreVerdictsNodesAndAge() {
        metrics.show("cis", status("2026-01-02T03:04:05Z"), Set.of("cis"));

        assertThat(registry.scrape())
                .contains("rampart_report_score{policy=\"cis\"} 75.0")
                .contains("rampart_report_verdicts{policy=\"cis\",verdict=\"unknown\"} 2.0")
                .contains("rampart_report_nodes{policy=\"cis\",state=\"missing\"} 1.0")
                .contains("rampart_report_oldest_evaluation_timestamp_seconds{policy=\"cis\"} 1.767323045E9");
    }

    @Test
    void aReportThatIsGoneLosesItsSeries() {
        metrics.show("old", status("2026-01-02T03:04:05Z"), Set.of("old"));
        metrics.show("new", status("2026-01-02T03:04:05Z"), Set.of("new"));

        assertThat(registry.scrape()).contains("policy=\"new\"").doesNotContain("policy=\"old\"");
    }

    @Test
    void whatIsNoTimeHasNoAge() {
        metrics.show("cis", status("yesterday"), Set.of("cis"));

        assertThat(registry.scrape()).contains("rampart_report_score").doesNotContain("rampart_report_oldest");
    }

    @Test
    void theNumberOfSeriesIsBounded() {
        var names = new TreeSet<String>();
        for (int i = 0; i <= ReportMetrics.MAX; i++) {
            names.add("p-%04d".formatted(i));
        }

        names.forEach(n -> metrics.show(n, status(null), names));

        assertThat(registry.find(Metric.REPORT_SCORE.meterName()).meters()).hasSize(ReportMetrics.MAX);
    }

    private static ComplianceReportStatus status(@Nullable String oldest) {
        return new ComplianceReportStatus(
                1L,
                null,
                1L,
                null,
                75,
                80,
                new Counts(3, 1, 4, 2, 10),
                new NodeCounts(4, 2, 1, 0, "2/4"),
                oldest,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
