package dev.rampart.policy.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rampart.policy.model.Framework;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 */6 * * *  | 2026-03-01T05:59:59Z | 2026-03-01T06:00:00Z",
                "0 */6 * * *  | 2026-03-01T06:00:00Z | 2026-03-01T12:00:00Z",
                "*/15 * * * * | 2026-03-01T23:50:00Z | 2026-03-02T00:00:00Z",
                "30 2 * * 0   | 2026-03-02T00:00:00Z | 2026-03-08T02:30:00Z",
                "30 2 * * 7   | 2026-03-02T00:00:00Z | 2026-03-08T02:30:00Z",
                "0 0 29 2 *   | 2026-03-01T00:00:00Z | 2028-02-29T00:00:00Z",
                // In most of Europe this hour does not exist on that day; in UTC it does.
                "30 2 29 3 *  | 2026-03-01T00:00:00Z | 2026-03-29T02:30:00Z",
            })
    void nextFireIsInUtcAndAfterTheGivenInstant(String cron, Instant after, Instant expected) {
        assertThat(Schedule.parse(cron).next(after)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 */6 * * *|28",
                "*/15 * * * *|672",
                "* * * * *|10080",
                "0 0 * * 1|1",
                "0 0 1 * *|1",
                "0 0 1 7 *|0",
            })
    void countsTheFiresOfOneFixedWeek(String cron, long expected) {
        assertThat(Schedule.parse(cron).firesPerWeek()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61 * * * *|\"minute\" is \"61\"", "* 24 * * *|\"hour\" is \"24\"",
                        "* * 32 * *|\"day of month\" is \"32\"",
                "* * * 13 *|\"month\" is \"13\"", "* * * * 9|\"day of week\" is \"9\"", "x * * * *|\"minute\" is \"x\"",
                "*/0 * * * *|\"minute\" is \"*/0\"", "-5 * * * *|\"minute\" is \"-5\"",
            })
    void refusesAWrongFieldByItsName(String cron, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(cron))
                .withMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"* * * *|4 fields", "* * * * * *|6 fields", "@daily|1 fields", "''|1 fields"})
    void refusesAnotherNumberOfFields(String cron, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(cron))
                .withMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4 *", "5 5 31 2,4,6,9,11 *"})
    void refusesAScheduleThatNeverFires(String cron) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(cron))
                .withMessageContaining("never fires");
    }

    @ParameterizedTest
    @EnumSource(Framework.class)
    void everyDefaultScheduleFires(Framework framework) {
        assertThat(Schedule.parse(framework.defaultSchedule()).firesPerWeek()).isPositive();
    }

    @Test
    void blanksDoNotMakeAnotherSchedule() {
        assertThat(Schedule.parse("  0  */6 * *\t* ")).isEqualTo(Schedule.parse("0 */6 * * *"));
        assertThat(Schedule.parse("  0  */6 * *\t* ").text()).isEqualTo("0 */6 * * *");
    }
}
