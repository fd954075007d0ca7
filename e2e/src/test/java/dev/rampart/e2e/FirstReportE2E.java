package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.testkit.Manifests;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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

        var rows = new CopyOnWriteArrayList<ComplianceReportStatus>();
        final ComplianceReportStatus report;
        try (var _ = watch(client, rows)) {
            new Manifests(client).apply(RampartOnNodes.ROOT.resolve("docs/samples/quickstart.yaml"));
            report = scenario.awaitReport(QUICKSTART, "complete, 2/2", Scenario::isComplete);
            Scenario.patiently("the watch has seen it too").until(() -> rows.contains(report));
        }

        assertThat(rows.getFirst().result())
                .as("the row is readable from its first moment")
                .isEqualTo(Result.UNKNOWN);
        var seen = rows.stream()
                .filter(row -> row.observedGeneration() != null && row.observedGeneration() >= 0)
                .toList();
        var first = seen.getFirst();
        assertThat(first.result()).isEqualTo(Result.UNKNOWN);
        assertThat(first.score()).isZero();
        assertThat(first.coverage()).isZero();
        assertThat(Objects.requireNonNull(first.nodes()).summary()).isEqualTo("0/2");
        assertThat(seen)
                .allSatisfy(row -> assertThat(Sums.ofReport(row).total())
                        .isEqualTo(Sums.ofReport(report).total()));
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

    /** A poll could miss the first row: the whole evaluation takes a second. */
    private static Watch watch(KubernetesClient client, List<ComplianceReportStatus> rows) {
        return client.resources(ComplianceReport.class).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ComplianceReport report) {
                if (report.getStatus() != null && report.getMetadata().getName().equals(QUICKSTART)) {
                    rows.add(report.getStatus());
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }
}
