package dev.rampart.operator.apply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps two writes of the same object apart, however fast its nodes report. The first of a process is free. */
public final class WritePacing {

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastWrite = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime} */
    public WritePacing(Duration interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
    }

    /** How long the object has to wait; absent when it may be written now. */
    public Optional<Duration> wait(String name) {
        return Optional.ofNullable(lastWrite.get(name))
                .map(last -> interval.minusNanos(nanoTime.getAsLong() - last))
                .filter(Duration::isPositive);
    }

    public void wrote(String name) {
        lastWrite.put(name, nanoTime.getAsLong());
    }

    /** Forgets objects that are gone. */
    public void retain(java.util.Set<String> names) {
        lastWrite.keySet().retainAll(names);
    }
}
