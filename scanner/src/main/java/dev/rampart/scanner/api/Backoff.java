package dev.rampart.scanner.api;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: one to two seconds, doubling up to 30 to 60; where in between is chance. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(60);

    /** A server that asks for more is not believed: an assignment must arrive within minutes. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

    /** No pause is longer; an end that lies further off was computed with a clock that has been set back since. */
    public static final Duration LONGEST = LONGEST_ASKED_FOR.plus(FIRST);

    private static final int DOUBLINGS = 6;

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempt failures in a row, from 1
     * @param askedFor what the server asks for; never undercut
     */
    public Duration after(int attempt, Optional<Duration> askedFor) {
        var grown = FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1), DOUBLINGS));
        var limit = grown.compareTo(LAST) < 0 ? grown : LAST;
        var half = limit.toMillis() / 2;
        var own = Duration.ofMillis(half + random.nextLong(half + 1));
        var asked = askedFor.map(a -> a.compareTo(LONGEST_ASKED_FOR) < 0 ? a : LONGEST_ASKED_FOR);
        // Thousands are asked for the same pause: each adds its own share so that they do not return together.
        return asked.map(a -> a.plusMillis(random.nextLong(FIRST.toMillis() + 1)))
                .filter(a -> a.compareTo(own) > 0)
                .orElse(own);
    }
}
