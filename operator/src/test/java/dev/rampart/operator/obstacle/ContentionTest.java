package dev.rampart.operator.obstacle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.FixedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentionTest {

    private static final String MAP = "ConfigMap/m";
    private final FixedClock clock = FixedClock.at("2026-03-04T05:06:07Z");
    private final Contention contention = new Contention(clock);

    @Test
    void theFirstTimesAreFreeAndTheNextCostMoreAndMore() {
        // Given
        int made = 0;

        // When somebody reverts within the second, for ten minutes
        for (int second = 0; second < 600; second++) {
            if (contention.pause(MAP).isEmpty()) {
                contention.made(MAP, "fighter");
                made++;
            }
            clock.advance(Duration.ofSeconds(1));
        }

        // Then 1 + 1 + 1, 2, 4, 8, 16, 32 s and once a minute
        assertThat(made).isBetween(14, 18);
        assertThat(contention.contested())
                .singleElement()
                .satisfies(o -> assertThat(o.message()).contains("ConfigMap/m", "fighter", "times in a row"));
    }

    @Test
    void oneDeletionIsRepairedAtOnceAndNotReported() {
        contention.made(MAP, "");
        assertThat(contention.pause(MAP)).isEmpty();
        contention.made(MAP, "");
        assertThat(contention.contested()).isEmpty();
    }

    @Test
    void calmIsForgotten() {
        for (int i = 0; i < 5; i++) {
            contention.made(MAP, "");
        }
        assertThat(contention.untilCalm()).contains(Contention.CALM);
        contention.intact(MAP);
        assertThat(contention.contested()).isNotEmpty();
        clock.advance(Contention.CALM);
        contention.intact(MAP);
        assertThat(contention.contested()).isEmpty();
        assertThat(contention.untilCalm()).isEmpty();
        assertThat(contention.pause(MAP)).isEmpty();
    }

    @Test
    void oneDeletionADayIsNoFight() {
        for (int day = 0; day < 10; day++) {
            assertThat(contention.pause(MAP)).isEmpty();
            contention.made(MAP, "");
            contention.intact(MAP);
            clock.advance(Duration.ofDays(1));
        }
        assertThat(contention.contested()).isEmpty();
    }

    @Test
    void whatIsUndoneDuringAPauseIsNotForgottenWhenThePauseIsLonger() {
        for (int i = 0; i < 8; i++) {
            contention.made(MAP, "");
        }
        contention.intact(MAP);
        clock.advance(Duration.ofSeconds(1));
        assertThat(contention.pause(MAP)).isPresent();
        clock.advance(Duration.ofSeconds(60));
        assertThat(contention.pause(MAP)).isEmpty();
        assertThat(contention.contested()).isNotEmpty();
    }

    @Test
    void whatIsWantedNoMoreIsForgotten() {
        for (int i = 0; i < 5; i++) {
            contention.made(MAP, "");
        }
        contention.retain(List.of("ConfigMap/other"));
        assertThat(contention.contested()).isEmpty();
        assertThat(contention.pause(MAP)).isEmpty();
    }

    @Test
    void whatIsNotIntactIsNotForgotten() {
        for (int i = 0; i < 5; i++) {
            contention.made(MAP, "");
        }
        clock.advance(Duration.ofHours(1));
        assertThat(contention.contested()).isNotEmpty();
    }
}
