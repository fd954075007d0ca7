package dev.rampart.operator.compliancereport;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps two writes of the same report apart, however fast its nodes report. The first of a process is free. */
final class WritePacing {

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastWrite = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime} */
    WritePacing(Duration interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
    }

    /** How long the report has to wait; absent when it may be written now. */
    Optional<Duration> wait(String report) {
        return Optional.ofNullable(lastWrite.get(report))
                .map(last -> interval.minusNanos(nanoTime.getAsLong() - last))
                .filter(Duration::isPositive);
    }

    void wrote(String report) {
        lastWrite.put(report, nanoTime.getAsLong());
    }

    /** Forgets reports that are gone. */
    void retain(java.util.Set<String> reports) {
        lastWrite.keySet().retainAll(reports);
    }
}
