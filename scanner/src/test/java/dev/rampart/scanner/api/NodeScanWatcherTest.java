package dev.rampart.scanner.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.nodescan.NodeScan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeScanWatcherTest {

    private static final String EMPTY_LIST = "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[]}";

    private final StandIn server;
    private final ApiServer client;
    private final NodeScanWatcher watcher;
    private final BlockingQueue<Optional<NodeScan>> seen = new LinkedBlockingQueue<>();
    private final Thread thread;

    NodeScanWatcherTest(@TempDir Path folder) throws Exception {
        server = new StandIn(folder);
        client = server.client();
        var scans = new NodeScans(client, "node-a", Duration.ofMillis(300));
        watcher = new NodeScanWatcher(scans, new Backoff(new Random(1)), new EventLog("node-a"), seen::add);
        thread = new Thread(watcher, "watch");
    }

    @AfterEach
    void stop() throws Exception {
        watcher.close();
        client.close();
        server.close();
        thread.join(5000);
        assertThat(thread.isAlive()).isFalse();
    }

    private static String event(String type, String version) {
        return "{\"type\":\"" + type + "\",\"object\":{\"metadata\":{\"name\":\"node-a\",\"uid\":\"u\","
                + "\"resourceVersion\":\"" + version + "\"},\"spec\":{\"recheck\":\"r" + version + "\"}}}";
    }

    /** What was handed on, as the recheck tokens; "-" for no object. */
    private List<String> takeSeen(int count) throws Exception {
        var tokens = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var scan = seen.poll(20, TimeUnit.SECONDS);
            assertThat(scan).as("version %d of %d", i + 1, count).isNotNull();
            tokens.add(
                    scan == null || scan.isEmpty()
                            ? "-"
                            : scan.get().specOrEmpty().recheck());
        }
        return tokens;
    }

    private List<String> targets() {
        return server.requests.stream().map(StandIn.Request::target).toList();
    }

    @Test
    void afterACutTheWatchGoesOnFromTheLastVersionWithoutListing() throws Exception {
        // Given
        server.then(200, EMPTY_LIST)
                .thenWatch(event("ADDED", "11"), event("BOOKMARK", "20"))
                .thenWatch(event("MODIFIED", "21"));

        // When
        thread.start();

        // Then
        assertThat(takeSeen(3)).containsExactly("-", "r11", "r21");
        assertThat(targets().get(1)).contains("watch=1", "resourceVersion=10", "fieldSelector=metadata.name%3Dnode-a");
        assertThat(targets().get(2)).contains("resourceVersion=20");
    }

    @Test
    void aVersionThatIsTooOldIsListedAgain() throws Exception {
        // Given
        server.then(200, EMPTY_LIST)
                .thenWatch(
                        event("ADDED", "11"),
                        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"message\":\"too old\",\"code\":410}}")
                .then(200, "{\"metadata\":{\"resourceVersion\":\"30\"},\"items\":[{\"spec\":{\"recheck\":\"r30\"}}]}")
                .then(410, "{\"message\":\"too old\"}")
                .then(200, EMPTY_LIST);

        // When
        thread.start();

        // Then
        assertThat(takeSeen(4)).containsExactly("-", "r11", "r30", "-");
    }

    @Test
    void aDeletedObjectIsReported() throws Exception {
        // Given
        server.then(200, EMPTY_LIST).thenWatch(event("ADDED", "11"), event("DELETED", "12"), event("ADDED", "13"));

        // When
        thread.start();

        // Then
        assertThat(takeSeen(4)).containsExactly("-", "r11", "-", "r13");
    }

    @Test
    void aServerInTroubleIsAskedAgainUntilItAnswers() throws Exception {
        // Given
        server.then(503, "").then(200, "<html>").then(200, EMPTY_LIST).thenWatch(event("ADDED", "11"));

        // When
        thread.start();

        // Then
        assertThat(takeSeen(2)).containsExactly("-", "r11");
    }

    @Test
    void anEventOfAnUnknownKindIsNotPassedOverInSilence() throws Exception {
        // Given
        server.then(200, EMPTY_LIST)
                .thenWatch("{\"type\":\"SURPRISE\",\"object\":{}}")
                .then(200, EMPTY_LIST);

        // When
        thread.start();

        // Then
        assertThat(takeSeen(2)).containsExactly("-", "-");
    }
}
