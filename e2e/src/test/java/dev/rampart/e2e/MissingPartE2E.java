package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Result;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part of Rampart is away: what is not known is said, and what was asked for is done when the part is back. */
class MissingPartE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "missing-part";

    private KubernetesClient client;
    private Scenario scenario;

    @BeforeEach
    void noPolicy() {
        client = RAMPART.client();
        scenario = new Scenario(client);
    }

    @AfterEach
    void everythingAsShipped() {
        scannersOnNodesWith(Map.of("kubernetes.io/os", "linux"));
        RampartOnNodes.awaitRollOut(client);
        scenario.deletePolicy(POLICY);
    }

    @Test
    void aNodeWithoutScannerIsNamedAndNothingIsGreen() {
        scannersOnNodesWith(Map.of("kubernetes.io/hostname", NODE_A));
        Scenario.patiently("one scanner is left").until(() -> scannerPods() == 1);

        scenario.applyPolicyOverEverything(POLICY);

        var report = scenario.awaitReport(
                POLICY,
                "1/2 nodes",
                r -> "1/2".equals(Objects.requireNonNull(r.nodes()).summary()));
        var counts = Sums.ofReport(report);
        assertThat(report.result()).isEqualTo(Result.UNKNOWN);
        assertThat(counts.unknown()).as("every check of the silent node").isEqualTo(counts.total() / 2);
        assertThat(Scenario.condition(report.conditions(), "Complete"))
                .hasValueSatisfying(
                        c -> assertThat(c.message()).contains(NODE_B).doesNotContain(NODE_A));
    }

    @Test
    void anOperatorKilledWhileNodesEvaluateIsFollowedByOneThatEnds() {
        scenario.applyPolicyOverEverything(POLICY);
        scenario.awaitReport(POLICY, "a row", r -> r.result() != null);

        client.pods()
                .inNamespace(Names.SYSTEM)
                .withLabel("app.kubernetes.io/component", "operator")
                .withGracePeriod(0)
                .delete();

        scenario.recheck(NODE_A);
        scenario.recheck(NODE_B);
        var report = scenario.awaitReport(POLICY, "complete", Scenario::isComplete);
        assertThat(Sums.ofReport(report)).isEqualTo(Sums.ofNodes(client, POLICY, NODE_A, NODE_B));
    }

    private void scannersOnNodesWith(Map<String, String> labels) {
        RampartOnNodes.editScanner(client, template -> template.getSpec().setNodeSelector(labels));
    }

    private int scannerPods() {
        return client.pods()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "scanner")
                .list()
                .getItems()
                .size();
    }
}
