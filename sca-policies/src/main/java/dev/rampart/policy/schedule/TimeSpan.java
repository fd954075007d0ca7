package dev.rampart.policy.schedule;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as policies write them: hours, minutes and seconds such as {@code 1h30m} or {@code 90s}. */
public final class TimeSpan {

    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,5}[hms]){1,3}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})([hms])");

    private TimeSpan() {}

    /** @throws IllegalArgumentException when the text is none, with what was found */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration such as 90s, 30m or 1h30m");
        }
        var sum = Duration.ZERO;
        var part = PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofSeconds(count);
                    });
        }
        return sum;
    }
}
