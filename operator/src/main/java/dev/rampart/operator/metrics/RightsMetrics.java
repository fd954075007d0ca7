package dev.rampart.operator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** How many rights the operator lacks; where even a condition cannot be written, this and the log are what is left. */
public final class RightsMetrics {

    private RightsMetrics() {}

    public static void register(MeterRegistry registry, Supplier<Number> missing) {
        Gauge.builder(Metric.RIGHTS_MISSING.meterName(), missing)
                .description(Metric.RIGHTS_MISSING.help())
                .register(registry);
    }
}
