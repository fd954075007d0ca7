package dev.rampart.operator.obstacle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which objects of one policy had to be made again and again, so that a fight with another controller costs
 * less and less: the second time at once, then after 1 s, doubling to a minute. Who leaves an object alone for half a
 * minute is forgotten.
 */
public final class Contention {

    static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int AT_ONCE = 2;
    private static final int CONTESTED = 4;
    private static final int DOUBLINGS = 6;

    /** @param intact whether it was as it should be when it was looked at last */
    private record Fight(int made, Instant last, String manager, boolean intact) {

        Fight seen(boolean asItShouldBe) {
            return new Fight(made, last, manager, asItShouldBe);
        }

        boolean isOver(Instant now) {
            return intact && !now.isBefore(last.plus(CALM));
        }

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

    /** Forgets objects that are wanted no more: who makes them again later does not fight. */
    public synchronized void retain(Collection<String> objects) {
        fights.keySet().retainAll(objects);
    }

    /** How long to wait before the object, which is not as it should be, may be made; empty: now. */
    public synchronized Optional<Duration> pause(String object) {
        var now = clock.instant();
        fights.computeIfPresent(object, (o, f) -> f.isOver(now) ? null : f.seen(false));
        return Optional.ofNullable(fights.get(object))
                .map(f -> Duration.between(now, f.last().plus(f.pause())))
                .filter(Duration::isPositive);
    }

    /** @param manager of what stood in its place; empty when nothing did */
    public synchronized void made(String object, String manager) {
        fights.merge(
                object,
                new Fight(1, clock.instant(), manager, false),
                (old, now) ->
                        new Fight(old.made() + 1, now.last(), manager.isEmpty() ? old.manager() : manager, false));
    }

    /** The object is as it should be. */
    public synchronized void intact(String object) {
        fights.computeIfPresent(object, (o, f) -> f.seen(true).isOver(clock.instant()) ? null : f.seen(true));
    }

    public synchronized List<Obstacle> contested() {
        return fights.entrySet().stream()
                .filter(e -> e.getValue().made() >= CONTESTED)
                .sorted(Map.Entry.comparingByKey())
                .<Obstacle>map(e -> new Obstacle.Contested(
                        e.getKey(), e.getValue().manager(), e.getValue().made() - 1))
                .toList();
    }

    /** When the calm of the last fight is over; empty when there is none. */
    public synchronized Optional<Duration> untilCalm() {
        return fights.entrySet().stream()
                .filter(e -> e.getValue().made() >= CONTESTED)
                .map(e -> Duration.between(clock.instant(), e.getValue().last().plus(CALM)))
                .max(Duration::compareTo)
                .map(d -> d.isPositive() ? d : Duration.ofMillis(1));
    }
}
