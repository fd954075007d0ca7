package dev.rampart.scanner.plan;

import dev.rampart.policy.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When one node follows a schedule: at every firing plus the node's own delay.
 *
 * @param delay shorter than the shortest interval of the schedule
 */
public record Timetable(Schedule schedule, Duration delay) {

    private static final Instant REFERENCE = Instant.parse("2024-01-01T00:00:00Z");

    /** Unless the policy says how far its nodes are spread: a tenth of the interval, and at most this. */
    private static final Duration USUAL_SPREAD = Duration.ofMinutes(5);

    private static final int PART_OF_INTERVAL = 10;
    private static final int FIRINGS_LOOKED_AT = 12;

    /** @param jitter over how long the nodes are spread; longer than the shortest interval it would skip firings */
    public static Timetable of(Schedule schedule, Optional<Duration> jitter, Spread spread) {
        var interval = shortestInterval(schedule);
        var usual = shorter(interval.dividedBy(PART_OF_INTERVAL), USUAL_SPREAD);
        return new Timetable(
                schedule, spread.of(jitter.map(j -> shorter(j, interval)).orElse(usual)));
    }

    /** The first of this node's times after the instant; empty when the schedule never fires again. */
    public Optional<Instant> nextAfter(Instant instant) {
        return schedule.next(instant.minus(delay)).map(t -> t.plus(delay));
    }

    /** Of the next firings; of one that comes only once, forever. */
    private static Duration shortestInterval(Schedule schedule) {
        var shortest = ChronoUnit.FOREVER.getDuration();
        var fire = schedule.next(REFERENCE);
        for (int i = 0; i < FIRINGS_LOOKED_AT && fire.isPresent(); i++) {
            var next = schedule.next(fire.get());
            if (next.isPresent()) {
                shortest = shorter(Duration.between(fire.get(), next.get()), shortest);
            }
            fire = next;
        }
        return shortest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
