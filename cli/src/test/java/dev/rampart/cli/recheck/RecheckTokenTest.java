package dev.rampart.cli.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.FixedClock;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecheckTokenTest {

    @Test
    void tokensOfOneSecondDiffer() {
        // Given
        var clock = FixedClock.at("2026-11-24T12:00:00Z");
        var random = new Random(1);
        var seen = new HashSet<String>();
        // When
        for (var i = 0; i < 1000; i++) {
            seen.add(RecheckToken.next(clock, random));
        }
        // Then
        assertThat(seen).hasSize(1000).allMatch(t -> t.matches("2026-11-24T12:00:00Z\\.[A-Za-z0-9_-]{22}"));
    }
}
