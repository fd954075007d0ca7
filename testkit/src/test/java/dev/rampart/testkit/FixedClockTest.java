package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FixedClockTest {

    @Test
    void itMovesOnlyWhenToldAndInAllZonesTogether() {
        // Given
        var clock = FixedClock.at("2026-11-01T06:00:00Z");
        var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
        // When
        clock.advance(Duration.ofHours(1));
        // Then
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-01T07:00:00Z"));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
