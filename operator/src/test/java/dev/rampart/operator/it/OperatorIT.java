package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeSelector;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.Target;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.rights.Grant;
import dev.rampart.testkit.rights.Grants;
import dev.rampart.testkit.rights.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** From policy to report on a real API server. */
class OperatorIT extends OperatorScenario {

    /** As after the whole suite on real nodes (RightsE2E), and sooner. */
    @AfterAll
    static void everyRightWasUsed() {
        var lease = new Grant("update", "coordination.k8s.io", "leases", "rampart-system", "rampart-operator");
        assertThat(Judgement.of(
                        Grants.of(admin, "rampart-system", "rampart-operator"),
                        operator.requests().uses(),
                        Set.of(),
                        Map.of(lease, "the framework asks whether it may update leases, and then patches them"),
                        Set.of()))
                .isEmpty();
    }

    @Test
    void anEmptyPolicyBecomesAReportOfEveryNode() {
        // When
        apply(EVERYTHING);

        // Then the row is readable at once
        within(20, () -> {
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
            assertThat(report().score()).isZero();
            assertThat(report().coverage()).isZero();
            assertThat(summary()).isEqualTo("0/2");
        });
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("False"));
        within(20, () -> assertThat(condition("Reconciling").status()).isEqualTo("True"));
        assertThat(admin.resources(CompliancePolicy.class)
                        .withName(POLICY)
                        .require()
                        .getStatus()
                        .frameworksSummary())
                .as("fits a table")
                .isEqualTo("cis-kubernetes +1");

        // And when the scanners report, everything is summed up
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(20, () -> {
            assertThat(summary()).isEqualTo("2/2");
            assertThat(report().result()).isEqualTo(Result.NOT_MET);
            var counts = Objects.requireNonNull(report().counts());
            assertThat(counts.fail()).isEqualTo(2);
            assertThat(counts.pass() + counts.fail()).isEqualTo(counts.total());
            assertThat(counts.total()).isEqualTo(sizeOfSets(cp) + sizeOfSets(worker));
        });
        within(20, () -> {
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(condition("Reconciling").status()).isEqualTo("False");
            assertThat(condition("Stalled").status()).isEqualTo("False");
            assertThat(condition("PoliciesDistributed").status()).isEqualTo("True");
            assertThat(condition("Evaluated").status()).isEqualTo("True");
        });
    }

    @Test
    void whatIsConvergedIsNotWritten() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(quiet());

        // When the nodes' kubelets go on sending heartbeats
        var before = operator.requests().writes().size();

        // Then
        await().during(Duration.ofSeconds(11))
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> assertThat(operator.requests().writes()).hasSize(before));
    }

    @Test
    void anEditedPolicyReplacesItsCheckSets() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));
        var before = checkSets();

        // When
        apply(new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_KUBERNETES, "30 3 * * *")), null, null, null, null));

        // Then nothing old is believed, and what is unused goes
        within(20, () -> {
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
            assertThat(Objects.requireNonNull(report().counts()).pass()).isZero();
            assertThat(checkSets()).isNotEmpty().doesNotContainAnyElementsOf(before);
        });
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));
    }

    @Test
    void nodesComeAndGo() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(summary()).isEqualTo("2/2"));

        // When, then
        var third = worker + "-b";
        nodes.add(third, Map.of());
        nodes.add(worker + "-windows", Map.of(), "windows");
        within(20, () -> {
            assertThat(summary()).isEqualTo("2/3");
            assertThat(Objects.requireNonNull(report().nodes()).unsupported()).isEqualTo(1);
        });
        nodes.remove(third);
        within(60, () -> {
            assertThat(summary()).isEqualTo("2/2");
            assertThat(admin.resources(NodeScan.class).withName(third).get()).isNull();
        });
        nodes.ready(worker, false);
        within(20, () -> {
            assertThat(summary()).isEqualTo("1/2");
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
        });
    }

    @Test
    void aSelectorWithoutNodesIsNoError() {
        // When
        apply(new CompliancePolicySpec(
                null, new Target(new NodeSelector(Map.of("pool", "none"), null)), null, null, null));

        // Then
        within(20, () -> {
            assertThat(condition("Resolved").status()).isEqualTo("True");
            assertThat(condition("Evaluated").status()).isEqualTo("Unknown");
            assertThat(condition("Evaluated").reason()).isEqualTo("NoNodes");
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(summary()).isEqualTo("0/0");
        });
        assertThat(admin.resources(NodeScan.class).list().getItems()).isEmpty();
    }

    @Test
    void aScheduleThatNeverComesStallsAndNamesTheField() {
        // When
        apply(new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.HIPAA, "0 0 30 2 *")), null, null, null, null));

        // Then
        within(20, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Stalled").message()).contains("spec.frameworks[0].schedule", "never fires");
        });
    }
}
