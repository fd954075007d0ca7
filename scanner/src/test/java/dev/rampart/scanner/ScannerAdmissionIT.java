package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.rampart.scanner.api.ApiFailure;
import dev.rampart.scanner.api.ApiServer;
import dev.rampart.scanner.api.NodeScans;
import dev.rampart.scanner.api.TokenFile;
import dev.rampart.scanner.api.Trust;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.testkit.ApiServerExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No node speaks for another: the shipped ValidatingAdmissionPolicy at a real API server. */
class ScannerAdmissionIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    /** A new policy takes a second or two to become active. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private NodeUnderTest node;

    @BeforeAll
    static void install() {
        NodeUnderTest.install(API);
    }

    @BeforeEach
    void node() throws Exception {
        node = new NodeUnderTest(API, "admit-it-" + UUID.randomUUID().toString().substring(0, 8), folder);
    }

    @AfterEach
    void remove() {
        node.close();
    }

    private static URI apiServer() {
        return URI.create(API.admin().getConfiguration().getMasterUrl());
    }

    @Test
    void aScannerWritesItsOwnNodeAndNoOther() throws Exception {
        // Given
        node.assign(null);
        try (var other = new NodeUnderTest(API, node.name + "-b", Files.createDirectory(folder.resolve("b")))) {
            other.assign(null);

            // When: a new policy takes a second or two to become active
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(failureOf(patch(other.name, "token")))
                            .hasMessageContaining("403")
                            .hasMessageContaining("the scanner of node " + node.name
                                    + " may not write the NodeScan of node " + other.name));

            // Then
            assertThatCode(() -> patch(node.name, "token").run()).doesNotThrowAnyException();
            assertThat(node.scan().getStatus().message()).isEqualTo("written by the test");
        }
    }

    @Test
    void aTokenThatNamesNoNodeWritesNothing() throws Exception {
        // Given
        node.assign(null);
        var unbound = API.asServiceAccount(NodeUnderTest.NAMESPACE, "rampart-scanner");
        Files.writeString(folder.resolve("unbound"), unbound.getConfiguration().getOauthToken());

        // When / Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(failureOf(patch(node.name, "unbound")))
                        .hasMessageContaining("403")
                        .hasMessageContaining("names no node"));
    }

    private interface Write {
        void run() throws ApiFailure;
    }

    private static ApiFailure failureOf(Write write) {
        var failure = catchThrowableOfType(ApiFailure.class, write::run);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.FORBIDDEN);
        return failure;
    }

    /** A write of the scanner's own client under the token in that file. */
    private Write patch(String nodeName, String tokenFile) {
        return () -> {
            var token = new TokenFile(folder.resolve(tokenFile), InstantSource.system());
            try (var server = new ApiServer(apiServer(), token, new Trust(folder.resolve("ca.crt")), "test")) {
                new NodeScans(server, nodeName)
                        .patchStatus(
                                new NodeScanStatus("2026-03-04T05:06:07Z", List.of(), "0.1", "written by the test"));
            }
        };
    }
}
