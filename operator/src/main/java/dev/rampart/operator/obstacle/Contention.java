package dev.rampart.operator.obstacle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which objects had to be made again and again, so that a fight with another controller costs less and less:
 * the second time at once, then after 1 s, doubling to a minute. Who leaves an object alone for half a minute is
 * forgotten.
 */
public final class Contention {

    static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Longer than any pause; an object that nobody wants any more is never seen intact. */
    private static final Duration ABANDONED = LONGEST.multipliedBy(10);

    private static final int AT_ONCE = 2;
    private static final int CONTESTED = 4;
    private static final int DOUBLINGS = 6;

    private record Fight(int made, Instant last, String manager) {

        Duration pause() {
            if (made < AT_ONCE) {
                return Duration.ZERO;
            }
            var grown = Duration.ofSeconds(1L << Math.min(made - AT_ONCE, DOUBLINGS));
            return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
        }
    }

    private final Clock clock;
    private final Map<String, Fight> fights = new HashMap<>();

    public Contention(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait before the object may be made; empty: now. */
    public synchronized Optional<Duration> pause(String object) {
        return Optional.ofNullable(fights.get(object))
                .map(f -> Duration.between(clock.instant(), f.last().plus(f.pause())))
                .filter(Duration::isPositive);
    }

    /** @param manager of what stood in its place; empty when nothing did */
    public synchronized void made(String object, String manager) {
        fights.values().removeIf(f -> clock.instant().isAfter(f.last().plus(ABANDONED)));
        fights.merge(
                object,
                new Fight(1, clock.instant(), manager),
                (old, now) -> new Fight(old.made() + 1, now.last(), manager.isEmpty() ? old.manager() : manager));
    }

    /** The object is as it should be. */
    public synchronized void intact(String object) {
        fights.computeIfPresent(
                object, (o, f) -> clock.instant().isBefore(f.last().plus(CALM)) ? f : null);
    }

    /** @param objects those of one policy */
    public synchronized List<Obstacle> contested(List<String> objects) {
        return fights.entrySet().stream()
                .filter(e -> objects.contains(e.getKey()) && e.getValue().made() >= CONTESTED)
                .sorted(Map.Entry.comparingByKey())
                .<Obstacle>map(e -> new Obstacle.Contested(
                        e.getKey(), e.getValue().manager(), e.getValue().made() - 1))
                .toList();
    }

    /** When the calm of the last fight is over; empty when there is none. */
    public synchronized Optional<Duration> untilCalm(List<String> objects) {
        return fights.entrySet().stream()
                .filter(e -> objects.contains(e.getKey()) && e.getValue().made() >= CONTESTED)
                .map(e -> Duration.between(clock.instant(), e.getValue().last().plus(CALM)))
                .max(Duration::compareTo)
                .map(d -> d.isPositive() ? d : Duration.ofMillis(1));
    }
}
