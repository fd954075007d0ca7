package dev.rampart.scanner.plan;

import dev.rampart.policy.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When one node follows a schedule: at every firing plus the node's own delay.
 *
 * @param delay at most 10% of the shortest interval and at most five minutes
 */
public record Timetable(Schedule schedule, Duration delay) {

    private static final Instant REFERENCE = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);
    private static final int PART_OF_INTERVAL = 10;
    private static final int FIRINGS_LOOKED_AT = 12;

    public static Timetable of(Schedule schedule, Spread spread) {
        var tenth = shortestInterval(schedule).dividedBy(PART_OF_INTERVAL);
        return new Timetable(schedule, spread.of(tenth.compareTo(MAX_DELAY) < 0 ? tenth : MAX_DELAY));
    }

    /** The first of this node's times after the instant; empty when the schedule never fires again. */
    public Optional<Instant> nextAfter(Instant instant) {
        return schedule.next(instant.minus(delay)).map(t -> t.plus(delay));
    }

    private static Duration shortestInterval(Schedule schedule) {
        var shortest = MAX_DELAY.multipliedBy(PART_OF_INTERVAL);
        var fire = schedule.next(REFERENCE);
        for (int i = 0; i < FIRINGS_LOOKED_AT && fire.isPresent(); i++) {
            var next = schedule.next(fire.get());
            if (next.isPresent()) {
                var gap = Duration.between(fire.get(), next.get());
                shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
            }
            fire = next;
        }
        return shortest;
    }
}
