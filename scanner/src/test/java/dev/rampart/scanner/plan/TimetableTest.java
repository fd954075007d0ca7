package dev.rampart.scanner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final Spread ALL = new Spread(1);

    @ParameterizedTest
    @CsvSource({
        "* * * * *, 6",
        "*/15 * * * *, 90",
        "0 */6 * * *, 300",
        "0 3 * * 0, 300",
        "0 0 29 2 *, 300",
        "'0,5 0 * * *', 30",
    })
    void theDelayIsAtMostATenthOfTheShortestIntervalAndFiveMinutes(String cron, long seconds) {
        // When
        var timetable = Timetable.of(Schedule.parse(cron), Optional.empty(), ALL);

        // Then
        assertThat(timetable.delay()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void everyTimeIsAFiringPlusTheDelayAndNoneIsLost() {
        // Given
        var timetable = Timetable.of(Schedule.parse("*/15 * * * *"), Optional.empty(), new Spread(0.5));
        var start = Instant.parse("2026-03-04T05:00:10Z");

        // When
        var first = timetable.nextAfter(start).orElseThrow();
        var second = timetable.nextAfter(first).orElseThrow();

        // Then
        assertThat(first).isEqualTo(Instant.parse("2026-03-04T05:00:45Z"));
        assertThat(second).isEqualTo(Instant.parse("2026-03-04T05:15:45Z"));
    }

    @Test
    void aNodesPlaceIsFixedAndNodesAreSpreadOut() {
        // When
        var places = IntStream.range(0, 1000)
                .mapToObj(i -> Spread.ofNode("node-" + i).fraction())
                .toList();

        // Then
        assertThat(Spread.ofNode("node-7")).isEqualTo(Spread.ofNode("node-7"));
        assertThat(places).allMatch(p -> p >= 0 && p < 1);
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(places.stream().filter(p -> p >= from && p < from + 0.1).count())
                    .isBetween(60L, 140L);
        }
    }
}
