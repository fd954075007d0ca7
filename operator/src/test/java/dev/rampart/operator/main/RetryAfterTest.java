package dev.rampart.operator.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private final RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(8));

    @Test
    void whatTheServerAsksForIsWaitedWithinBounds() {
        assertThat(retryAfter.pause(List.of("1"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(retryAfter.pause(List.of(" 2 "))).isEqualTo(Duration.ofSeconds(2));
        assertThat(retryAfter.pause(List.of("3600"))).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void whatIsNoNumberOfSecondsIsNotWaitedFor() {
        assertThat(retryAfter.pause(List.of())).isZero();
        assertThat(retryAfter.pause(List.of("0"))).isZero();
        assertThat(retryAfter.pause(List.of("-5"))).isZero();
        assertThat(retryAfter.pause(List.of("99999999999999999999"))).isZero();
        assertThat(retryAfter.pause(List.of("Wed, 21 Oct 2026 07:28:00 GMT"))).isZero();
    }
}
