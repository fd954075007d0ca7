package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.operator.metrics.FrameworkMetric;
import dev.rampart.operator.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample alerts are valid, speak of metrics that exist, and go off when they should. */
class AlertsIT {

    private static final Path ROOT = Path.of(System.getProperty("rampart.root", ".."));
    private static final Path PLAIN = ROOT.resolve("docs/samples/alerts.yaml");

    @Test
    void promtoolTakesTheRules() {
        var said = Promtool.get(ROOT).checkRules(PLAIN);

        assertThat(said.exitCode()).as(said.output() + said.error()).isZero();
        assertThat(said.output()).contains("SUCCESS").doesNotContain("lint");
    }

    @Test
    void eachAlertGoesOffAndStaysQuietAsItsTestSays() {
        var said = Promtool.get(ROOT).testRules(ROOT.resolve("operator/src/test/resources/alerts/alerts-test.yaml"));

        assertThat(said.exitCode()).as(said.output() + said.error()).isZero();
    }

    /** The custom resource is the plain file in an envelope. */
    @Test
    void theSampleForThePrometheusOperatorHoldsTheSameRules() throws IOException {
        var groups = Files.readString(PLAIN)
                .lines()
                .filter(l -> !l.startsWith("#"))
                .map(l -> "  " + l)
                .toList();
        var file = ROOT.resolve("docs/samples/prometheusrule.yaml");
        var wanted = """
                # The alerts of alerts.yaml for the Prometheus operator; a test keeps them the same.
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata:
                  name: rampart
                  namespace: rampart-system
                  labels:
                    app.kubernetes.io/name: rampart
                spec:
                """ + String.join("\n", groups) + "\n";
        if (Boolean.getBoolean("rampart.update")) {
            Files.writeString(file, wanted);
        }

        assertThat(Files.readString(file))
                .as("%s; -Drampart.update=true rewrites it", file)
                .isEqualTo(wanted);
    }

    @Test
    void everyMetricOfTheRulesExists() throws IOException {
        var used = Pattern.compile("(rampart|operator_sdk)_\\w+")
                .matcher(Files.readString(PLAIN))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(used).hasSizeGreaterThan(5);
        assertThat(Stream.concat(
                        Arrays.stream(Metric.values()).map(Metric::series),
                        Arrays.stream(FrameworkMetric.values()).map(FrameworkMetric::series)))
                .containsAll(used);
    }

    @Test
    void theTestsKnowEveryAlert() throws IOException {
        var tests = Files.readString(ROOT.resolve("operator/src/test/resources/alerts/alerts-test.yaml"));

        assertThat(Pattern.compile("alert: (\\w+)")
                        .matcher(Files.readString(PLAIN))
                        .results()
                        .map(m -> m.group(1)))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert + "\n"));
    }
}
