package dev.rampart.cli.recheck;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** What asks for an evaluation: a value that was never there before. */
final class RecheckToken {

    private static final int RANDOM_BYTES = 16;

    private RecheckToken() {}

    /** @return time, so that people can read it, and 128 random bits, so that two requests are never one */
    static String next(Clock clock, RandomGenerator random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return clock.instant().truncatedTo(ChronoUnit.SECONDS) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
