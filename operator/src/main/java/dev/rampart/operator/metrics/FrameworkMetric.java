package dev.rampart.operator.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What the Java Operator SDK counts of its own accord, with the help texts that it does not give. */
public enum FrameworkMetric {
    PASSES("operator.sdk.controllers.execution.reconcile", Meter.Type.TIMER, "How long passes of a controller took"),
    PASSES_DONE(
            "operator.sdk.controllers.execution.reconcile.success",
            Meter.Type.COUNTER,
            "Passes that came to their end"),
    PASSES_FAILED(
            "operator.sdk.controllers.execution.reconcile.failure",
            Meter.Type.COUNTER,
            "Passes that failed, by exception; each is tried again"),
    STARTED("operator.sdk.reconciliations.started", Meter.Type.COUNTER, "Passes begun, first tries and retries"),
    SUCCESS("operator.sdk.reconciliations.success", Meter.Type.COUNTER, "Objects brought to their end"),
    FAILED("operator.sdk.reconciliations.failed", Meter.Type.COUNTER, "Objects whose pass failed, by exception"),
    EVENTS("operator.sdk.events.received", Meter.Type.COUNTER, "Events that made an object due, by kind and action"),
    DELETIONS("operator.sdk.events.delete", Meter.Type.COUNTER, "Objects that went away"),
    RUNNING("operator.sdk.reconciliations.executions.", Meter.Type.GAUGE, "Passes of this controller that run now"),
    WAITING(
            "operator.sdk.reconciliations.queue.size.",
            Meter.Type.GAUGE,
            "Objects that wait for a pass of this controller");

    private static final String PREFIX = "operator.sdk.";
    private static final String OTHER = "Counted by the Java Operator SDK, which documents it";

    /** The framework's own 69 steps for each controller are more series than all of ours. */
    private static final double[] STEPS = {
        Duration.ofMillis(10).toNanos(),
        Duration.ofMillis(100).toNanos(),
        Duration.ofSeconds(1).toNanos(),
        Duration.ofSeconds(10).toNanos()
    };

    private final String name;
    private final Meter.Type type;
    private final String help;

    FrameworkMetric(String name, Meter.Type type, String help) {
        this.name = name;
        this.type = type;
        this.help = help;
    }

    /** The name in Prometheus, with a placeholder where the framework writes the controller into the name. */
    public String series() {
        var suffix = switch (type) {
            case COUNTER -> "_total";
            case TIMER -> "_seconds";
            default -> "";
        };
        return name.replace('.', '_') + (name.endsWith(".") ? "CONTROLLER" : "") + suffix;
    }

    public Meter.Type type() {
        return type;
    }

    /** One sentence without its full stop. */
    public String help() {
        return help;
    }

    private boolean is(String meter) {
        return name.endsWith(".") ? meter.startsWith(name) : meter.equals(name);
    }

    private static Optional<String> help(Meter.Id id) {
        if (id.getDescription() != null || !id.getName().startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(m -> m.is(id.getName()))
                .findFirst()
                .map(FrameworkMetric::help)
                .or(() -> Optional.of(OTHER));
    }

    /** To be set before the framework registers anything. */
    public static MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return help(id).map(help -> new Meter.Id(
                                id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), help, id.getType()))
                        .orElse(id);
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().startsWith(PREFIX)
                        ? DistributionStatisticConfig.builder()
                                .percentilesHistogram(false)
                                .serviceLevelObjectives(STEPS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
