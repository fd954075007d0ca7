package dev.rampart.scanner.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The ServiceAccount token; the kubelet replaces the file long before the token ends. */
public final class TokenFile {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Path file;
    private final InstantSource clock;
    private String token = "";
    private Instant readAt = Instant.MIN;

    public TokenFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** @throws ApiFailure when the file cannot be read */
    synchronized String current() throws ApiFailure {
        var now = clock.instant();
        if (token.isEmpty() || readAt.isAfter(now) || !now.isBefore(readAt.plus(KEPT))) {
            try {
                token = Files.readString(file).strip();
                readAt = now;
            } catch (IOException e) {
                throw new ApiFailure(
                        ApiFailure.Kind.UNAUTHORIZED,
                        "the ServiceAccount token " + file + " cannot be read ("
                                + e.getClass().getSimpleName() + "); the pod needs automountServiceAccountToken: true",
                        e);
            }
        }
        return token;
    }

    /** Reads the file again at the next request. */
    synchronized void forget() {
        token = "";
    }
}
