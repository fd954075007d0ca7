package dev.rampart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands against a real API server; a watch plays the scanner. */
class RecheckIT {

    private static final String DIGEST = "0".repeat(64);

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    @BeforeAll
    static void kinds() {
        API.installCrds();
    }

    @AfterEach
    void remove() {
        API.admin().resources(NodeScan.class).withLabel("test", "cli").delete();
    }

    @Test
    void oneNodeIsAskedAndOnlyRecheckIsOwned() {
        // Given
        nodeScan("cli-1");
        nodeScan("cli-2");
        // When
        var said = rampart("recheck", "cli-1");
        // Then
        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("Asked 1 node to evaluate now.\n");
        assertThat(read("cli-2").getSpec().recheck()).isNull();
        var asked = read("cli-1");
        assertThat(asked.getSpec().recheck()).matches("20.*Z\\.[A-Za-z0-9_-]{22}");
        assertThat(asked.getSpec().assignments()).hasSize(1);
        assertThat(asked.getMetadata().getManagedFields())
                .filteredOn(fields -> fields.getManager().equals("rampart-recheck"))
                .singleElement()
                .satisfies(fields -> assertThat(fields.getFieldsV1().getAdditionalProperties())
                        .hasToString("{f:spec={f:recheck={}}}"));
    }

    @Test
    void waitingEndsWhenEveryNodeHasAnswered() {
        // Given
        nodeScan("cli-1");
        nodeScan("cli-2");
        try (var _ =
                API.admin().resources(NodeScan.class).withLabel("test", "cli").watch(new Scanner())) {
            // When
            var said = rampart("recheck", "cli-1", "cli-2", "--wait=30s");
            // Then
            assertThat(said.err()).isEmpty();
            assertThat(said.exit()).isZero();
            assertThat(said.out())
                    .contains("cli-1 answered (check sets: 1", "cli-2 answered (check sets: 1", "nodes: 2 of 2");
        }
    }

    @Test
    void aSilentNodeIsNamedWhenTimeIsUp() {
        // Given
        nodeScan("cli-1");
        // When
        var said = rampart("recheck", "--wait=1s", "cli-1");
        // Then
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).startsWith("no answer within 1 s from: cli-1");
    }

    @Test
    void anUnknownNameListsWhatExists() {
        // Given
        nodeScan("cli-1");
        // When
        var said = rampart("recheck", "cli-3");
        // Then
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("there is no node or policy 'cli-3'. Nodes: cli-1. Policies: none.");
    }

    @Test
    void statusReadsTheClusterAndSaysWhatIsWrong() {
        // Given
        nodeScan("cli-1");
        // When
        var said = rampart("status");
        // Then
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("cluster: there is no CompliancePolicy", "node/cli-1: its scanner has not written yet");
    }

    private static void nodeScan(String name) {
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToLabels("test", "cli")
                .build());
        scan.setSpec(new NodeScanSpec(
                "uid-" + name,
                null,
                List.of(new Assignment(
                        DIGEST, "rampart-checks-" + DIGEST.substring(0, 16), null, null, null, "quickstart")),
                null));
        API.admin().resource(scan).create();
    }

    private static NodeScan read(String name) {
        return Objects.requireNonNull(
                API.admin().resources(NodeScan.class).withName(name).get());
    }

    private static UsageTest.Said rampart(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kubeconfig", API.kubeconfigFile().toString()));
        // The wall clock: waiting would never end on one that stands still.
        return UsageTest.rampart(Clock.systemUTC(), all.toArray(String[]::new));
    }

    /** Answers every request at once. */
    private static final class Scanner implements Watcher<NodeScan> {

        private static final PatchContext MERGE =
                new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

        @Override
        public void eventReceived(Action action, NodeScan scan) {
            if (action == Action.DELETED || scan.getSpec().recheck() == null || scan.getStatus() != null) {
                return;
            }
            API.admin()
                    .resources(NodeScan.class)
                    .withName(scan.getMetadata().getName())
                    .subresource("status")
                    .patch(MERGE, """
                            {"status": {"heartbeat": "2026-11-24T12:00:00Z", "results": [{
                              "digest": "%s", "nodeUID": "%s", "recheck": "%s", "evaluatedAt": "2026-11-24T12:00:00Z",
                              "verdicts": "AA==",
                              "tripwires": {"files": "Intact", "processes": "Intact", "network": "Intact"}}]}}
                            """.formatted(
                            DIGEST, scan.getSpec().nodeUID(), scan.getSpec().recheck()));
        }

        @Override
        public void onClose(WatcherException cause) {}
    }
}
