package dev.rampart.scanner.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.rampart.scanner.api.ApiFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Status} object that the API server answers with when it does not do what was asked. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Refusal(@Nullable String message, int code) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_MESSAGE = 400;

    /** Reads and closes the body. */
    static ApiFailure of(HttpResponse<InputStream> response, String path) {
        var status = response.statusCode();
        var request = response.request().method() + " " + path;
        var said = said(response);
        return new ApiFailure(
                kind(status), request + " answered " + status + ": " + said + hint(status, path), retryAfter(response));
    }

    /** A watch reports its failure as an event in an answer that began well. */
    static ApiFailure ofEvent(Refusal refusal, String path) {
        return new ApiFailure(
                kind(refusal.code()), "GET " + path + " ended with " + refusal.code() + ": " + refusal.shortMessage());
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 410 -> Kind.EXPIRED;
            case 429, 503 -> Kind.BUSY;
            default -> status >= 500 ? Kind.SERVER : Kind.REFUSED;
        };
    }

    private static String hint(int status, String path) {
        return switch (status) {
            case 401 -> "; the ServiceAccount rampart-scanner or this pod may have been deleted";
            case 403 ->
                "; the rights are in 11-scanner-rbac.yaml, and 20-scanner-admission.yaml ties writes to the"
                        + " token's own node";
            case 404 ->
                path.contains("/nodescans")
                        ? "; install the CustomResourceDefinitions, the operator then makes the object"
                        : "; the operator makes it again at its next pass";
            default -> "";
        };
    }

    private static String said(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            return Json.MAPPER
                    .readValue(body.readNBytes(MAX_BYTES), Refusal.class)
                    .shortMessage();
        } catch (IOException e) {
            return "no reason given";
        }
    }

    private String shortMessage() {
        if (message == null || message.isBlank()) {
            return "no reason given";
        }
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    }

    /** Seconds only: the API server never sends a date. */
    private static Optional<Duration> retryAfter(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(v -> v.matches("[0-9]{1,6}"))
                .map(v -> Duration.ofSeconds(Long.parseLong(v)));
    }
}
