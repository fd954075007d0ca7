package dev.rampart.policy.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Five cron fields in a time zone: minute, hour, day of month, month, day of week. Equal when text and zone are. A time
 * that a clock change leaves out does not fire that day; one that comes twice fires the first time.
 */
public final class Schedule {

    /** A Monday that is the first of a month and of a year, so that rare schedules fire in its week too. */
    private static final Instant REFERENCE = Instant.parse("2024-01-01T00:00:00Z");

    private static final Duration WEEK = Duration.ofDays(7);

    private static final List<String> FIELDS = List.of("minute", "hour", "day of month", "month", "day of week");

    private final String text;
    private final ZoneId zone;
    private final ExecutionTime times;

    private Schedule(String text, ZoneId zone, ExecutionTime times) {
        this.text = text;
        this.zone = zone;
        this.times = times;
    }

    /** As {@link #parse(String, ZoneId)}, in UTC. */
    public static Schedule parse(String cron) {
        return parse(cron, TimeZones.UTC);
    }

    /**
     * @throws IllegalArgumentException naming the field that is wrong, or saying that the schedule never fires
     */
    public static Schedule parse(String cron, ZoneId zone) {
        var fields = List.of(cron.strip().split("\\s+"));
        if (fields.size() != FIELDS.size()) {
            throw new IllegalArgumentException("schedule \"" + cron + "\" has " + fields.size()
                    + " fields; five are needed: minute, hour, day of month, month, day of week");
        }
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        for (int i = 0; i < FIELDS.size(); i++) {
            requireField(parser, cron, fields, i);
        }
        var text = String.join(" ", fields);
        var schedule = new Schedule(text, zone, ExecutionTime.forCron(parser.parse(text)));
        if (schedule.next(REFERENCE).isEmpty()) {
            throw new IllegalArgumentException("schedule \"" + cron + "\" never fires: day of month " + fields.get(2)
                    + " does not occur in month " + fields.get(3));
        }
        return schedule;
    }

    /** The parser's own message does not say which field it means, so each field is tried alone. */
    private static void requireField(CronParser parser, String cron, List<String> fields, int index) {
        var alone = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
        alone.set(index, fields.get(index));
        try {
            parser.parse(String.join(" ", alone)).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "schedule \"" + cron + "\": field \"" + FIELDS.get(index) + "\" is \"" + fields.get(index)
                            + "\", which is not valid: " + e.getMessage(),
                    e);
        }
    }

    /** The first instant after {@code after}, never {@code after} itself, at which the schedule fires. */
    public Optional<Instant> next(Instant after) {
        return times.nextExecution(after.atZone(zone)).map(java.time.ZonedDateTime::toInstant);
    }

    /** How often the schedule fires in one fixed week: the same on every machine and every day; 0 to 10080. */
    public long firesPerWeek() {
        var end = REFERENCE.plus(WEEK);
        long count = 0;
        var fire = next(REFERENCE.minusSeconds(1));
        while (fire.isPresent() && fire.get().isBefore(end)) {
            count++;
            fire = next(fire.get());
        }
        return count;
    }

    /** The five fields, one blank between them. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schedule s && s.text.equals(text) && s.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, zone);
    }

    @Override
    public String toString() {
        return text + " " + zone;
    }
}
