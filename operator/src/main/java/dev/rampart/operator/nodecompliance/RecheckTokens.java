package dev.rampart.operator.nodecompliance;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Tokens that nobody can know before they are in a NodeScan: a time for people and 128 random bits. */
final class RecheckTokens {

    private final Clock clock;
    private final SecureRandom random;

    RecheckTokens(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    String next() {
        var bits = new byte[16];
        random.nextBytes(bits);
        return clock.instant().truncatedTo(ChronoUnit.SECONDS) + "-"
                + HexFormat.of().formatHex(bits);
    }
}
