package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.testkit.ApiServerExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The scanner with a token as its pod would have it, under the shipped rights and the shipped admission policy. */
class ScannerIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private NodeUnderTest node;
    private TcpProxy proxy;
    private CheckSet set;

    @BeforeAll
    static void install() {
        NodeUnderTest.install(API);
    }

    @BeforeEach
    void node() throws Exception {
        node = new NodeUnderTest(API, "scan-it-" + UUID.randomUUID().toString().substring(0, 8), folder);
        proxy = new TcpProxy(apiServer());
        // The policy's name is in the document, so each test has ConfigMaps of its own.
        set = NodeUnderTest.checkSet(node.name);
    }

    @AfterEach
    void remove() throws Exception {
        node.unpublish(set);
        node.close();
        proxy.close();
    }

    private static URI apiServer() {
        return URI.create(API.admin().getConfiguration().getMasterUrl());
    }

    private static List<ScanResult> results(NodeScan scan) {
        var status = scan.getStatus();
        return status == null || status.results() == null ? List.of() : status.results();
    }

    private String message() {
        var status = node.scan().getStatus();
        return status == null || status.message() == null ? "" : status.message();
    }

    private ScanResult awaitResult() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(results(node.scan())).hasSize(1));
        return results(node.scan()).getFirst();
    }

    @Test
    void anAssignmentIsEvaluatedAndTheResultPatched() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign(null, set);

        // When
        try (var scanner = node.startScanner(apiServer())) {
            var result = awaitResult();

            // Then
            assertThat(result.digest()).isEqualTo(CheckSetCodec.digest(set));
            assertThat(result.nodeUID()).isEqualTo(node.uid);
            assertThat(result.verdicts()).isEqualTo("AQ==");
            assertThat(result.tripwires()).isEqualTo(new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT));
            assertThat(message()).isEmpty();
            assertThat(node.scan().getStatus().heartbeat()).isNotNull();
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void anObjectThatIsMadeAfterTheStartIsFound() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        try (var scanner = node.startScanner(apiServer())) {
            // When
            node.assign(null, set);

            // Then
            assertThat(awaitResult().verdicts()).isEqualTo("AQ==");
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void aRecheckIsAnsweredWithItsTokenAndTheNewVerdict() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign("t1", set);
        try (var scanner = node.startScanner(apiServer())) {
            assertThat(awaitResult().recheck()).isEqualTo("t1");
            node.failTheCheck();

            // When
            node.assign("t2", set);

            // Then
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(results(node.scan()).getFirst().recheck())
                                    .isEqualTo("t2"));
            assertThat(results(node.scan()).getFirst().verdicts()).isEqualTo("Ag==");
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void nothingIsWrittenWhenNothingChangedNotEvenAfterARestart() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign(null, set);
        try (var first = node.startScanner(apiServer())) {
            awaitResult();
            assertThat(first).isNotNull();
        }

        // When
        try (var second = node.startScanner(apiServer())) {
            node.label("x");
            var version = node.scan().getMetadata().getResourceVersion();

            // Then
            await().atMost(SOON).until(() -> node.runs.get() == 2);
            await().during(Duration.ofSeconds(3))
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(node.scan().getMetadata().getResourceVersion())
                            .isEqualTo(version));
            assertThat(node.runs).hasValue(2);
            assertThat(second).isNotNull();
        }
    }

    @Test
    void aWatchThatIsCutGoesOn() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign("t1", set);
        try (var scanner = node.startScanner(proxy.uri())) {
            awaitResult();

            // When
            proxy.cut();
            node.assign("t2", set);

            // Then
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(results(node.scan()).getFirst().recheck())
                                    .isEqualTo("t2"));
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void anApiServerThatIsAwayAtTheStartIsWaitedFor() throws Exception {
        // Given
        proxy.shut();
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign(null, set);
        try (var scanner = node.startScanner(proxy.uri())) {
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> results(node.scan()).isEmpty());

            // When
            proxy.open();

            // Then
            assertThat(awaitResult().verdicts()).isEqualTo("AQ==");
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void aDocumentWithAnotherDigestGivesNoResultUntilItIsRight() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set).replace("/etc/setting", "/etc/other"));
        node.assign(null, set);
        try (var scanner = node.startScanner(apiServer())) {
            await().atMost(SOON).untilAsserted(() -> assertThat(message()).contains("digest"));
            assertThat(results(node.scan())).isEmpty();

            // When
            node.unpublish(set);
            node.publish(set, CheckSetCodec.encodeText(set));

            // Then
            assertThat(awaitResult().digest()).isEqualTo(CheckSetCodec.digest(set));
            await().atMost(SOON).untilAsserted(() -> assertThat(message()).isEmpty());
            assertThat(scanner).isNotNull();
        }
    }

    @Test
    void aDeletedObjectThatComesBackIsFilledAgain() throws Exception {
        // Given
        node.publish(set, CheckSetCodec.encodeText(set));
        node.assign(null, set);
        try (var scanner = node.startScanner(apiServer())) {
            awaitResult();

            // When
            API.admin().resources(NodeScan.class).withName(node.name).delete();
            node.assign(null, set);

            // Then
            assertThat(awaitResult().verdicts()).isEqualTo("AQ==");
            assertThat(scanner).isNotNull();
        }
    }
}
