package dev.rampart.scanner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rampart.scanner.api.ApiFailure.Kind;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ApiFaultTest {

    private final StandIn server;
    private final ApiServer client;
    private final NodeScans scans;

    ApiFaultTest(@TempDir Path folder) throws Exception {
        server = new StandIn(folder);
        client = server.client();
        scans = new NodeScans(client, "node-a", Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private ApiFailure failureOfList() {
        return catchThrowableOfType(ApiFailure.class, scans::list);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED", "403, FORBIDDEN", "404, NOT_FOUND", "409, REFUSED", "410, EXPIRED", "422, REFUSED",
        "429, BUSY", "500, SERVER", "502, SERVER", "503, BUSY", "504, SERVER", "302, REFUSED"
    })
    void everyBadAnswerIsAKindWithTheServersOwnWords(int status, Kind kind) {
        // Given
        server.then(status, "{\"kind\":\"Status\",\"message\":\"the reason\",\"code\":" + status + "}");

        // When
        var failure = failureOfList();

        // Then
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("answered " + status + ": the reason");
    }

    @Test
    void theServersPauseIsHandedOn() {
        // Given
        server.then(e -> {
            e.getResponseHeaders().add("Retry-After", "17");
            e.sendResponseHeaders(429, -1);
            e.close();
        });

        // When
        var failure = failureOfList();

        // Then
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    void missingRightsAndMissingKindsSayWhatToDo() {
        // Given
        server.then(403, "").then(404, "");

        // When / Then
        assertThat(failureOfList()).hasMessageContaining("11-scanner-rbac.yaml");
        assertThat(failureOfList()).hasMessageContaining("CustomResourceDefinitions");
    }

    @Test
    void aRefusedTokenIsReadAgainOnce() throws Exception {
        // Given
        server.then(200, "{\"metadata\":{\"resourceVersion\":\"1\"}}");
        scans.list();
        Files.writeString(server.token, "token-2");
        server.then(401, "").then(200, "{\"metadata\":{\"resourceVersion\":\"2\"}}");

        // When
        var listed = scans.list();

        // Then
        assertThat(listed.resourceVersion()).isEqualTo("2");
        assertThat(server.requests)
                .extracting(StandIn.Request::authorization)
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void aTokenThatStaysRefusedIsAFailureThatDoesNotShowIt() {
        // Given
        server.then(401, "").then(401, "{\"message\":\"Unauthorized\"}");

        // When
        var failure = failureOfList();

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure).hasMessageNotContaining("token-1");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        // Given
        server.then(200, "{\"x\":\"" + "y".repeat(NodeScans.MAX_BYTES) + "\"}");

        // When / Then
        assertThat(failureOfList().kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void halfAnAnswerIsNoAnswer() {
        // Given
        server.then(e -> {
            e.sendResponseHeaders(200, 1000);
            e.getResponseBody().write("{\"metadata\":".getBytes(StandardCharsets.UTF_8));
            e.getResponseBody().flush();
            throw new java.io.IOException("cut");
        });

        // When / Then
        assertThat(failureOfList().kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>", "null", "[]", "{}", "{\"metadata\":{}}", "{\"items\":7}"})
    void anAnswerThatIsSomethingElseIsNotRepeated(String body) {
        // Given
        server.then(200, body);

        // When
        var failure = failureOfList();

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure).hasMessageNotContaining("html");
    }

    @Test
    void nobodyThereIsUnreachable() {
        // Given
        server.close();

        // When / Then
        assertThat(failureOfList().kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aWatchThatGoesSilentIsNoticed() throws Exception {
        // Given
        var end = new CountDownLatch(1);
        server.then(e -> {
            e.sendResponseHeaders(200, 0);
            e.getResponseBody().flush();
            try {
                assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
            }
        });

        // When
        try (var watch = scans.watch("1")) {
            var failure = catchThrowableOfType(ApiFailure.class, watch::next);

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining("no byte for");
        } finally {
            end.countDown();
        }
    }

    @Test
    void anEventCutInTheMiddleIsNoEvent() throws Exception {
        // Given
        server.then(200, "{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{}}");

        // When
        try (var watch = scans.watch("1")) {
            var failure = catchThrowableOfType(ApiFailure.class, watch::next);

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void theStatusIsPatchedWholeAndAnOldMessageCleared() throws Exception {
        // Given
        server.then(200, "{}");

        // When
        scans.patchStatus(new NodeScanStatus("2026-03-04T05:06:07Z", List.of(), "0.1", null));

        // Then
        assertThat(server.requests).singleElement().satisfies(r -> {
            assertThat(r.method()).isEqualTo("PATCH");
            assertThat(r.target())
                    .isEqualTo("/apis/rampart.dev/v1alpha1/nodescans/node-a/status?fieldManager=rampart-scanner");
            assertThat(r.body())
                    .isEqualTo("{\"status\":{\"heartbeat\":\"2026-03-04T05:06:07Z\",\"results\":[],"
                            + "\"scannerVersion\":\"0.1\",\"message\":null}}");
        });
    }
}
