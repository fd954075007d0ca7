package dev.rampart.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.operator.checkset.Policies;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsDocTest {

    @Test
    void everyMetricOfOursIsDocumentedAndTheReverse() throws IOException {
        // Given
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RightsMetrics.register(registry, () -> 1);
        new NodeCensus(registry).count(Policies.worker("w"), true, Set.of("w"));
        var refused = List.of(new Refusal("f", "WrongLength", "m"));
        new ResultMetrics(registry)
                .count(
                        Optional.empty(),
                        new NodeComplianceStatus("u", null, null, null, null, null, null, refused, null));

        // When
        var exposed = names("(?m)^# TYPE (rampart_\\w+) ", registry.scrape());
        var root = Objects.requireNonNull(System.getProperty("rampart.root"));
        var documented = names("`(rampart_\\w+)", Files.readString(Path.of(root, "docs/metrics.md")));

        // Then
        assertThat(documented).isEqualTo(exposed);
        assertThat(registry.scrape()).contains("rampart_nodes{state=\"targeted\"} 1");
        assertThat(registry.scrape()).contains("rampart_scan_results_refused_total{reason=\"WrongLength\"} 1");
    }

    private static Set<String> names(String pattern, String text) {
        var names = new TreeSet<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
