package dev.rampart.operator.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Every metric of ours, defined once: what is registered and {@code docs/metrics.md} both come from here. The number of
 * series does not grow with the number of nodes or checks, only with that of policies, up to {@link ReportMetrics#MAX}.
 */
public enum Metric {
    BUILD_INFO(
            "rampart.build.info",
            Meter.Type.GAUGE,
            "Always 1; says which version runs",
            new Label("version", "as `app.kubernetes.io/version`")),
    LEADER("rampart.leader", Meter.Type.GAUGE, "1 while this process leads and so works, 0 while it stands by"),
    RIGHTS_MISSING(
            "rampart.rights.missing",
            Meter.Type.GAUGE,
            "Rights of the operator's ServiceAccount that are missing; the log and condition Stalled name them"),
    NODES(
            "rampart.nodes",
            Meter.Type.GAUGE,
            "Nodes by state; each node is in exactly one",
            Label.of("state", NodeCensus.State.values())),
    BINDING_INTACT(
            "rampart.binding.intact",
            Meter.Type.GAUGE,
            "1 while the admission policy that ties results to nodes is as shipped, 0 while no result is accepted;"
                    + " absent while no node is targeted"),
    RESULTS_ACCEPTED("rampart.scan.results.accepted", Meter.Type.COUNTER, "Results that were accepted"),
    RESULTS_REFUSED(
            "rampart.scan.results.refused",
            Meter.Type.COUNTER,
            "Results that were refused, each once; condition Evaluated of the policy names node and cause",
            new Label("reason", "a [refusal](troubleshooting.md#refused-results)")),
    REPORT_SCORE(
            "rampart.report.score",
            Meter.Type.GAUGE,
            "Score of a report, 0 to 100: of what is decided, how much passes",
            Label.POLICY),
    REPORT_VERDICTS(
            "rampart.report.verdicts",
            Meter.Type.GAUGE,
            "Verdicts of a report over all its nodes",
            Label.POLICY,
            Label.of("verdict", ReportMetrics.Kind.values())),
    REPORT_NODES(
            "rampart.report.nodes",
            Meter.Type.GAUGE,
            "Nodes of a report by how they report",
            Label.POLICY,
            Label.of("state", ReportMetrics.Reporting.values())),
    REPORT_OLDEST(
            "rampart.report.oldest.evaluation.timestamp.seconds",
            Meter.Type.GAUGE,
            "When the oldest evaluation was made that a report rests on, in seconds since 1970; absent without one",
            Label.POLICY),
    API_REQUESTS(
            "rampart.api.requests",
            Meter.Type.COUNTER,
            "Requests to the Kubernetes API, writes and reads",
            new Label("method", "the HTTP method"),
            new Label("resource", "plural, with subresource, as in RBAC"),
            new Label("code", "the HTTP status; `none`: no answer"));

    /**
     * A label with what it may hold, in Markdown.
     *
     * @param key as it stands in a series
     */
    public record Label(String key, String values) {

        static final Label POLICY = new Label("policy", "name of the CompliancePolicy");

        static Label of(String key, Enum<?>... values) {
            return new Label(key, quoted(Arrays.stream(values).map(Metric::word).toList()));
        }

        private static String quoted(List<String> words) {
            return "`" + String.join("`, `", words) + "`";
        }
    }

    private final String name;
    private final Meter.Type type;
    private final String help;
    private final List<Label> labels;

    Metric(String name, Meter.Type type, String help, Label... labels) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** As Micrometer knows it; Prometheus shows dots as underscores and ends counters with {@code _total}. */
    public String meterName() {
        return name;
    }

    public Meter.Type type() {
        return type;
    }

    /** One sentence without its full stop. */
    public String help() {
        return help;
    }

    public List<Label> labels() {
        return labels;
    }

    /** The name in Prometheus. */
    public String series() {
        return name.replace('.', '_') + (type == Meter.Type.COUNTER ? "_total" : "");
    }

    /** A constant as the value of a label. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
