package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.testkit.Manifests;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The path of a new user: one object in, a report of every node out, and nothing left after it is deleted. */
class FirstReportE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String QUICKSTART = "quickstart";

    @Test
    void theSampleGivesAReportOfBothNodesAndLeavesNothingBehind() {
        var client = RAMPART.client();
        var scenario = new Scenario(client);

        new Manifests(client).apply(RampartOnNodes.ROOT.resolve("docs/samples/quickstart.yaml"));

        var first = scenario.awaitReport(QUICKSTART, "a row", r -> r.result() != null);
        assertThat(first.counts())
                .as("the row is readable from its first moment")
                .isNotNull();
        assertThat(first.score()).isNotNull();
        assertThat(first.coverage()).isNotNull();
        assertThat(Objects.requireNonNull(first.nodes()).summary()).matches("[012]/2");
        assertThat(Objects.requireNonNull(first.result()).name()).isEqualTo("UNKNOWN");

        var report = scenario.awaitReport(QUICKSTART, "complete, 2/2", Scenario::isComplete);
        assertThat(Objects.requireNonNull(report.nodes()).summary()).isEqualTo("2/2");
        assertThat(Sums.ofReport(report)).isEqualTo(Sums.ofNodes(client, QUICKSTART, NODE_A, NODE_B));
        Scenario.patiently("the policy says that it is ready")
                .until(() -> "True".equals(Scenario.status(scenario.policyConditions(QUICKSTART), "Ready")));

        scenario.deletePolicy(QUICKSTART);

        Awaitility.await("everything that the policy made is gone")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(client.resources(CompliancePolicy.class).list().getItems())
                            .isEmpty();
                    assertThat(client.resources(ComplianceReport.class).list().getItems())
                            .isEmpty();
                    assertThat(client.resources(NodeCompliance.class).list().getItems())
                            .isEmpty();
                    assertThat(client.resources(NodeScan.class).list().getItems())
                            .isEmpty();
                    assertThat(client.configMaps()
                                    .inNamespace(Names.NODES)
                                    .withLabel("app.kubernetes.io/component", "check-set")
                                    .list()
                                    .getItems())
                            .isEmpty();
                });
    }
}
