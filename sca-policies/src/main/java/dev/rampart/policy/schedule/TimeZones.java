package dev.rampart.policy.schedule;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/** Time zones by their IANA names, and by nothing else: an offset such as {@code +02:00} knows no summer time. */
public final class TimeZones {

    /** As every object of the API says it. */
    public static final ZoneId UTC = ZoneOffset.UTC;

    private TimeZones() {}

    /** @throws IllegalArgumentException when there is no zone of that name */
    public static ZoneId parse(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no IANA time zone such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    public static Set<String> names() {
        return ZoneId.getAvailableZoneIds();
    }
}
