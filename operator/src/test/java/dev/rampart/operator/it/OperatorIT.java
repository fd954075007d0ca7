package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From policy to report on a real API server. */
class OperatorIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Map<String, String> CONTROL_PLANE = Map.of("node-role.kubernetes.io/control-plane", "");
    private static final String POLICY = "it-policy";

    private static OperatorUnderTest operator;
    private static KubernetesClient admin;
    private static FakeNodes nodes;

    @BeforeAll
    static void start() {
        OperatorUnderTest.install(API);
        admin = API.admin();
        nodes = new FakeNodes(admin);
        operator = OperatorUnderTest.start(API, false);
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void twoNodes() {
        nodes.add("it-cp", CONTROL_PLANE);
        nodes.add("it-worker", Map.of("pool", "a"));
    }

    @AfterEach
    void empty() {
        admin.resources(CompliancePolicy.class).delete();
        admin.nodes().delete();
        within(60, () -> {
            assertThat(admin.resources(NodeScan.class).list().getItems()).isEmpty();
            assertThat(admin.resources(NodeCompliance.class).list().getItems()).isEmpty();
            assertThat(admin.resources(ComplianceReport.class).list().getItems())
                    .isEmpty();
        });
    }

    @Test
    void anEmptyPolicyBecomesAReportOfEveryNode() {
        // When
        apply(new CompliancePolicySpec(null, null, null));

        // Then the row is readable at once
        within(
                10,
                () -> assertThat(report()).satisfies(r -> {
                    assertThat(r.result()).isEqualTo(Result.UNKNOWN);
                    assertThat(r.score()).isZero();
                    assertThat(r.coverage()).isZero();
                    assertThat(Objects.requireNonNull(r.nodes()).summary()).isEqualTo("0/2");
                }));
        within(10, () -> assertThat(nodes.scan("it-cp").getSpec().recheck()).isNotNull());
        within(10, () -> assertThat(nodes.scan("it-worker").getSpec().recheck()).isNotNull());

        // And results are accepted and summed up
        nodes.report("it-cp", (set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        nodes.report("it-worker", (set, i) -> Verdict.passed());
        within(
                10,
                () -> assertThat(report()).satisfies(r -> {
                    assertThat(Objects.requireNonNull(r.nodes()).summary()).isEqualTo("2/2");
                    assertThat(r.result()).isEqualTo(Result.NOT_MET);
                    var counts = Objects.requireNonNull(r.counts());
                    assertThat(counts.fail()).isPositive();
                    assertThat(counts.pass() + counts.fail() + counts.notApplicable() + counts.unknown())
                            .isEqualTo(counts.total());
                }));
        within(10, () -> assertThat(condition("Ready")).isEqualTo("True"));
    }

    private static void apply(CompliancePolicySpec spec) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(spec);
        admin.resource(policy).forceConflicts().serverSideApply();
    }

    private static ComplianceReportStatus report() {
        return Objects.requireNonNull(admin.resources(ComplianceReport.class)
                .withName(POLICY)
                .require()
                .getStatus());
    }

    private static String condition(String type) {
        return policyCondition(type).status();
    }

    private static Condition policyCondition(String type) {
        var status = Objects.requireNonNull(admin.resources(CompliancePolicy.class)
                .withName(POLICY)
                .require()
                .getStatus());
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void within(int seconds, org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(check);
    }
}
