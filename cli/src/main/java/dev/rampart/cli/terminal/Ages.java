package dev.rampart.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as people say them. */
public final class Ages {

    private Ages() {}

    /** @return {@code 3m}, as kubectl prints ages; {@code -} when the time is absent or not RFC 3339 */
    public static String since(@Nullable String time, Instant now) {
        return parse(time).map(t -> words(Duration.between(t, now))).orElse("-");
    }

    public static Optional<Instant> parse(@Nullable String time) {
        try {
            return time == null ? Optional.empty() : Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** @return the largest unit alone, rounded down; {@code 0s} for times that lie ahead */
    public static String words(Duration age) {
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toMinutes() < 2) {
            return age.toSeconds() + "s";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
