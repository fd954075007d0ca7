package dev.rampart.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that moves only when a test says so. Safe to share between threads. */
public final class FixedClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private FixedClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** @param instant as in {@code 2026-11-01T06:00:00Z} */
    public static FixedClock at(String instant) {
        return new FixedClock(new AtomicReference<>(Instant.parse(instant)), ZoneOffset.UTC);
    }

    public void advance(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen from another zone: both move together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new FixedClock(now, other);
    }
}
