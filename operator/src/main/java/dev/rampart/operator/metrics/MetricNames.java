package dev.rampart.operator.metrics;

/** Names as Micrometer knows them; Prometheus shows dots as underscores. {@code docs/metrics.md} lists them all. */
public final class MetricNames {

    public static final String NODES = "rampart.nodes";
    public static final String RESULTS_REFUSED = "rampart.scan.results.refused";
    public static final String RESULTS_ACCEPTED = "rampart.scan.results.accepted";

    public static final String RIGHTS_MISSING = "rampart.rights.missing";

    private MetricNames() {}
}
