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
                "0 3 * * *   | Europe/Berlin    | 2026-01-10T00:00:00Z | 2026-01-10T02:00:00Z",
                "0 3 * * *   | Europe/Berlin    | 2026-07-10T00:00:00Z | 2026-07-10T01:00:00Z",
                "0 3 * * 1   | Pacific/Auckland | 2026-07-10T00:00:00Z | 2026-07-12T15:00:00Z",
                "30 4 * * *  | Asia/Kolkata     | 2026-07-10T00:00:00Z | 2026-07-10T23:00:00Z",
                // The clock goes from 02:00 to 03:00: the hour does not exist, so the next one is that of the day
                // after.
                "30 2 * * *  | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-30T00:30:00Z",
                // The clock goes back from 03:00 to 02:00: half past two comes twice and counts once.
                "30 2 * * *  | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
                "30 2 * * *  | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
            })
    void firesByTheClockOfItsTimeZone(String cron, String zone, Instant after, Instant expected) {
        assertThat(Schedule.parse(cron, TimeZones.parse(zone)).next(after)).contains(expected);
    }

    @Test
    void theSameFieldsInAnotherZoneAreAnotherSchedule() {
        assertThat(Schedule.parse("0 3 * * *", TimeZones.parse("Europe/Berlin")))
                .isNotEqualTo(Schedule.parse("0 3 * * *"))
                .isEqualTo(Schedule.parse("0  3 * * *", TimeZones.parse("Europe/Berlin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlinn", "+02:00", "GMT+2", "europe/berlin", "", "Mars/Base"})
    void aTimeZoneIsAnIanaNameAndNothingElse(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeZones.parse(name))
                .withMessageContaining("no IANA time zone");
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "30m,1800", "1h30m,5400", "0s,0", "24h,86400"})
    void durationsAreReadAsPeopleWriteThem(String text, long seconds) {
        assertThat(TimeSpan.parse(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m", "1d", "-1s", "1.5h", "1h 30m", "1h1h1h1h", "123456s", "PT1M"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSpan.parse(text))
                .withMessageContaining("\"" + text + "\" is no duration");
    }

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
