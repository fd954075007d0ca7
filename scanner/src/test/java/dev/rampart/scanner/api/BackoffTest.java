package dev.rampart.scanner.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(7));

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 1, 2", "2, 2, 4", "3, 4, 8", "5, 16, 32", "6, 30, 60", "7, 30, 60", "1000000, 30, 60"})
    void growsFromOneSecondToOneMinute(int attempt, long from, long to) {
        for (int i = 0; i < 200; i++) {
            // When / Then
            assertThat(backoff.after(attempt, Optional.empty()))
                    .isBetween(Duration.ofSeconds(from), Duration.ofSeconds(to));
        }
    }

    @Test
    void chanceSpreadsEqualAttempts() {
        assertThat(backoff.after(4, Optional.empty())).isNotEqualTo(backoff.after(4, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 21", "0, 1, 2", "86400, 300, 301"})
    void whatTheServerAsksForIsNeverUndercutNorFollowedForHours(long asked, long from, long to) {
        for (int i = 0; i < 200; i++) {
            // When / Then
            assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(asked))))
                    .isBetween(Duration.ofSeconds(from), Duration.ofSeconds(to))
                    .isLessThanOrEqualTo(Backoff.LONGEST);
        }
    }
}
