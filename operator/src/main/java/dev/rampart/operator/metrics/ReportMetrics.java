package dev.rampart.operator.metrics;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.NodeCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of each report, as it stands in the cluster. */
public final class ReportMetrics {

    /** Further reports, in the order of their names, have no series; the objects are all there. */
    public static final int MAX = 100;

    enum Kind {
        PASS,
        FAIL,
        NOT_APPLICABLE,
        UNKNOWN
    }

    enum Reporting {
        /** With a fresh accepted result for each of its check sets. */
        REPORTING,
        /** Not ready, or silent for too long. */
        STALE,
        /** Without an accepted result. */
        MISSING
    }

    private final Map<String, ComplianceReportStatus> reports = new TreeMap<>();
    private final MultiGauge score;
    private final MultiGauge verdicts;
    private final MultiGauge nodes;
    private final MultiGauge oldest;

    public ReportMetrics(MeterRegistry registry) {
        score = gauge(registry, Metric.REPORT_SCORE);
        verdicts = gauge(registry, Metric.REPORT_VERDICTS);
        nodes = gauge(registry, Metric.REPORT_NODES);
        oldest = gauge(registry, Metric.REPORT_OLDEST);
    }

    private static MultiGauge gauge(MeterRegistry registry, Metric metric) {
        return MultiGauge.builder(metric.meterName()).description(metric.help()).register(registry);
    }

    /** @param existing names of all reports of the moment; those that are gone lose their series */
    public synchronized void show(String policy, ComplianceReportStatus status, Set<String> existing) {
        var before = reports.put(policy, status);
        if (reports.keySet().retainAll(existing) || !status.equals(before)) {
            publish(score, ReportMetrics::scores);
            publish(verdicts, ReportMetrics::verdicts);
            publish(nodes, ReportMetrics::nodes);
            publish(oldest, ReportMetrics::oldest);
        }
    }

    private void publish(MultiGauge gauge, Function<Map.Entry<String, ComplianceReportStatus>, Stream<Row<?>>> rows) {
        gauge.register(reports.entrySet().stream().limit(MAX).flatMap(rows).toList(), true);
    }

    private static Stream<Row<?>> scores(Map.Entry<String, ComplianceReportStatus> report) {
        return row(policy(report), report.getValue().score());
    }

    private static Stream<Row<?>> verdicts(Map.Entry<String, ComplianceReportStatus> report) {
        @Nullable Counts counts = report.getValue().counts();
        if (counts == null) {
            return Stream.empty();
        }
        return Arrays.stream(Kind.values())
                .flatMap(k -> row(policy(report).and("verdict", Metric.word(k)), count(counts, k)));
    }

    private static int count(Counts counts, Kind kind) {
        return switch (kind) {
            case PASS -> counts.pass();
            case FAIL -> counts.fail();
            case NOT_APPLICABLE -> counts.notApplicable();
            case UNKNOWN -> counts.unknown();
        };
    }

    private static Stream<Row<?>> nodes(Map.Entry<String, ComplianceReportStatus> report) {
        @Nullable NodeCounts counts = report.getValue().nodes();
        if (counts == null) {
            return Stream.empty();
        }
        return Arrays.stream(Reporting.values())
                .flatMap(r -> row(policy(report).and("state", Metric.word(r)), count(counts, r)));
    }

    private static int count(NodeCounts counts, Reporting state) {
        return switch (state) {
            case REPORTING -> counts.reporting();
            case STALE -> counts.stale();
            case MISSING -> counts.total() - counts.reporting() - counts.stale();
        };
    }

    private static Stream<Row<?>> oldest(Map.Entry<String, ComplianceReportStatus> report) {
        return row(policy(report), seconds(report.getValue().oldestEvaluation()));
    }

    /** Absent for what is no time: the status of a NodeCompliance can be written by an administrator. */
    private static @Nullable Long seconds(@Nullable String time) {
        try {
            return time == null ? null : Instant.parse(time).getEpochSecond();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Tags policy(Map.Entry<String, ComplianceReportStatus> report) {
        return Tags.of("policy", report.getKey());
    }

    private static Stream<Row<?>> row(Tags tags, @Nullable Number value) {
        return value == null ? Stream.empty() : Stream.of(Row.of(tags, Objects.requireNonNull(value)));
    }
}
