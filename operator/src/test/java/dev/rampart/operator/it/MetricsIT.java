package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.operator.metrics.Metric;
import dev.rampart.policy.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running operator shows at {@code /metrics} and writes to its log. */
class MetricsIT extends OperatorScenario {

    private static final Pattern SERIES = Pattern.compile("(?m)^(rampart_\\w+?)(?:\\{(.*)})? \\S+$");
    private static final Pattern KEY = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| [^|]*operator");

    @TempDir
    Path folder;

    private static String afterAReport() {
        apply(EVERYTHING);
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
        within(
                20,
                () -> assertThat(metrics())
                        .contains("rampart_report_verdicts{policy=\"it-policy\",verdict=\"fail\"} 2.0"));
        return metrics();
    }

    @Test
    void promtoolFindsNothingToSay() throws IOException {
        // Given
        var exposed = Files.writeString(folder.resolve("metrics.txt"), afterAReport());

        // When
        var said = Promtool.get(API.root()).checkMetrics(exposed);

        // Then
        assertThat(said.output() + said.error()).isEmpty();
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void everyMetricOfThePageIsShownWithItsLabelsAndNoOther() {
        // When
        var shown = labels(afterAReport());

        // Then
        var defined = Arrays.stream(Metric.values())
                .collect(Collectors.toMap(
                        Metric::series,
                        m -> m.labels().stream().map(Metric.Label::key).collect(Collectors.toSet())));
        assertThat(shown).isEqualTo(defined);
    }

    @Test
    void noSeriesCarriesTheNameOfANode() {
        assertThat(afterAReport()).doesNotContain(cp, worker);
    }

    @Test
    void everyLineOfTheLogParsesAndCarriesTheObjectItSpeaksOf() throws IOException {
        // Given
        try (var log = new LogLines()) {
            // When
            afterAReport();

            // Then
            var page = Files.readString(API.root().resolve("docs/logs.md"));
            var documented =
                    DOCUMENTED.matcher(page).results().map(m -> m.group(1)).collect(Collectors.toSet());
            assertThat(log.lines()).hasSizeGreaterThan(5);
            var objects = new TreeSet<String>();
            for (var line : log.lines()) {
                var json = new ObjectMapper().readTree(line);
                assertThat(json.path("time").asText()).as(line).matches("20\\d\\d-.*Z");
                assertThat(json.path("level").asText()).as(line).isIn("error", "warn", "info");
                assertThat(json.path("message").asText()).as(line).isNotBlank();
                assertThat(json.path("object").asText()).as(line).matches("[A-Z][A-Za-z]+/.+");
                json.fieldNames()
                        .forEachRemaining(f -> assertThat(documented).as(line).contains(f));
                objects.add(json.path("object").asText());
            }
            assertThat(objects).contains("CompliancePolicy/it-policy", "ComplianceReport/it-policy", "NodeScan/" + cp);
        }
    }

    private static Map<String, Set<String>> labels(String exposed) {
        var result = new TreeMap<String, Set<String>>();
        var series = SERIES.matcher(exposed);
        while (series.find()) {
            var keys = result.computeIfAbsent(series.group(1), k -> new TreeSet<>());
            if (series.group(2) != null) {
                KEY.matcher(series.group(2)).results().forEach(k -> keys.add(k.group(1)));
            }
        }
        return result;
    }
}
