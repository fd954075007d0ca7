package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The report over both nodes before something happens to one of them. */
record Baseline(KubernetesClient client, String policy, ComplianceReportStatus report) {

    static Baseline of(KubernetesClient client, String policy) {
        return new Baseline(client, policy, new Scenario(client).awaitReport(policy, "complete", Scenario::isComplete));
    }

    /** Not awaited for its figures: a report that is complete and fresh has to have those of before. */
    void assertAsBefore() {
        var now = new Scenario(client)
                .awaitReport(
                        policy,
                        "complete and fresh, 2/2",
                        r -> Scenario.isComplete(r)
                                && "True".equals(Scenario.status(r.conditions(), "Fresh"))
                                && r.nodes() != null
                                && r.nodes().summary().equals("2/2"));
        assertThat(now.counts()).isEqualTo(report.counts());
        assertThat(now.worst()).isEqualTo(report.worst());
        assertThat(Sums.ofReport(now))
                .isEqualTo(Sums.ofNodes(client, policy, RampartOnNodes.NODE_A, RampartOnNodes.NODE_B));
    }
}
