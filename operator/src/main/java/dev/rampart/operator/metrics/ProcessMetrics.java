package dev.rampart.operator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/** What this process is: which version, and whether it leads. */
public final class ProcessMetrics {

    private final AtomicBoolean leading;

    /** @param leading without leader election a process leads from its start */
    public ProcessMetrics(MeterRegistry registry, boolean leading) {
        this.leading = new AtomicBoolean(leading);
        Gauge.builder(Metric.LEADER.meterName(), this.leading, l -> l.get() ? 1 : 0)
                .description(Metric.LEADER.help())
                .register(registry);
        Gauge.builder(Metric.BUILD_INFO.meterName(), () -> 1)
                .description(Metric.BUILD_INFO.help())
                .tag("version", version())
                .register(registry);
    }

    public void leads(boolean now) {
        leading.set(now);
    }

    private static String version() {
        try (var in = ProcessMetrics.class.getResourceAsStream("version.properties")) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of the operator cannot be read", e);
        }
    }
}
