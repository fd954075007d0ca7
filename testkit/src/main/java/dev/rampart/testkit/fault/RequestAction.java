package dev.rampart.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What happens to a request. */
public sealed interface RequestAction {

    /** Stops there until {@link FaultProxy#release}. */
    record Hold(Position position, String gate) implements RequestAction {}

    /** The connection is reset and the API server hears nothing. */
    record DropBeforeSending() implements RequestAction {}

    /** The API server does it; the connection is reset instead of an answer. */
    record DropAfterCommit() implements RequestAction {}

    /** Waits before sending. */
    record Delay(Duration pause) implements RequestAction {}

    /** The proxy answers itself; the API server hears nothing. */
    record Answer(int status, Map<String, String> headers, String body) implements RequestAction {

        public Answer {
            headers = Map.copyOf(headers);
        }

        /** As the API server writes it, with a {@code Status} object. */
        public static Answer status(int code, String reason, String message) {
            return new Answer(code, Map.of("Content-Type", "application/json"), """
                    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s","reason":"%s","code":%d}
                    """.formatted(message, reason, code));
        }

        public static Answer tooManyRequests(Duration retryAfter) {
            var headers = new TreeMap<>(Map.of("Content-Type", "text/plain; charset=utf-8"));
            headers.put("Retry-After", String.valueOf(retryAfter.toSeconds()));
            return new Answer(429, headers, "Too many requests, please try again later.\n");
        }

        /** A watch whose resource version is too old, as the API server tells a watch that already began. */
        public static Answer goneEvent() {
            return new Answer(200, Map.of("Content-Type", "application/json"), WatchRelay.GONE);
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The answer says how long it is and ends after so many bytes with a reset. A watch ends so too. */
    record Truncate(int bytes) implements RequestAction {}

    /** The answer comes in pieces with a pause before each. */
    record SlowBody(int pieceBytes, Duration pause) implements RequestAction {}

    /** The API server's answer, said to be of another type. */
    record ContentType(String type) implements RequestAction {}

    /**
     * A watch ends after so many events, bookmarks not counted.
     *
     * @param politely as the API server ends a watch whose time is over; otherwise the connection is reset
     */
    record CutWatch(int afterEvents, boolean politely) implements RequestAction {}
}
