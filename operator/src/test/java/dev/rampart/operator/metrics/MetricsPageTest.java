package dev.rampart.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.operator.docs.MarkdownTable;
import dev.rampart.testkit.GeneratedSection;
import io.micrometer.core.instrument.Meter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page lists what the code defines; that a running operator shows just that is tested in MetricsIT. */
class MetricsPageTest {

    private static final String PAGE = "docs/metrics.md";

    @Test
    void everyMetricOfOursIsOnThePage() {
        var table = new MarkdownTable("metric", "type", "labels", "meaning");
        for (var metric : Metric.values()) {
            var labels = metric.labels().stream()
                    .map(l -> "`" + l.key() + "`: " + l.values())
                    .collect(Collectors.joining("; "));
            table.row("`" + metric.series() + "`", word(metric.type()), labels.isEmpty() ? "–" : labels, metric.help());
        }
        new GeneratedSection(PAGE, "metrics").is(table.markdown());
    }

    @Test
    void whatMattersOfTheFrameworkIsOnThePage() {
        var table = new MarkdownTable("metric", "type", "meaning");
        for (var metric : FrameworkMetric.values()) {
            table.row("`" + metric.series() + "`", word(metric.type()), metric.help());
        }
        new GeneratedSection(PAGE, "framework metrics").is(table.markdown());
    }

    /** Cardinality: the only label whose values grow with what users do is the policy, and that is bounded. */
    @Test
    void noLabelGrowsWithNodesOrChecks() {
        assertThat(Arrays.stream(Metric.values())
                        .flatMap(m -> m.labels().stream())
                        .map(Metric.Label::key))
                .containsOnly("version", "state", "reason", "policy", "verdict", "method", "resource", "code");
    }

    private static String word(Meter.Type type) {
        return type == Meter.Type.TIMER ? "histogram" : type.name().toLowerCase(Locale.ROOT);
    }
}
