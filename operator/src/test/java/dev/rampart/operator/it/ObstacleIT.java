package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for a person is said in the conditions, and goes from them by itself when the person has acted. */
class ObstacleIT extends OperatorScenario {

    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    @AfterEach
    void giveEverythingBack() {
        OperatorUnderTest.install(API);
    }

    private static void converged() {
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
    }

    private static void label(String value) {
        admin.namespaces()
                .withName("rampart-nodes")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-label")
                                .build(),
                        "{\"metadata\":{\"labels\":{\"" + ENFORCE + "\":\"" + value + "\"}}}");
    }

    @Test
    void aLabelThatRefusesTheScannerIsNamedWithTheLineThatMendsIt() {
        // Given
        converged();

        // When
        label("restricted");

        // Then
        within(20, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Stalled").reason()).isEqualTo("PodSecurity");
            assertThat(condition("Stalled").message())
                    .contains(ENFORCE + "=restricted", "set by kubectl-label")
                    .contains("kubectl label --overwrite namespace rampart-nodes " + ENFORCE + "=privileged");
            assertThat(condition("Ready").reason()).isEqualTo("PodSecurity");
            assertThat(condition("Evaluated").status()).isEqualTo("True");
        });
        label("privileged");
        within(20, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("False");
            assertThat(condition("Ready").status()).isEqualTo("True");
        });
    }

    @Test
    void aRightThatWasTakenIsNamedAndItsReturnNoticed() {
        // Given
        takeInNodesNamespace("create", "configmaps");

        // When
        apply(EVERYTHING);

        // Then
        within(30, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Stalled").reason()).isEqualTo("MissingRights");
            assertThat(condition("Stalled").message())
                    .contains("create configmaps in namespace rampart-nodes", "10-operator-rbac.yaml");
            assertThat(condition("PoliciesDistributed").reason()).isEqualTo("MissingRights");
        });
        assertThat(metrics()).contains("rampart_rights_missing 1");
        OperatorUnderTest.install(API);
        within(40, () -> assertThat(condition("Stalled").status()).isEqualTo("False"));
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
        assertThat(metrics()).contains("rampart_rights_missing 0");
    }

    /** Then no condition can tell, and the metric still does. */
    @Test
    void withoutTheRightToWriteStatusTheMetricTells() {
        // Given
        takeInCluster("patch", "compliancepolicies/status");

        // When
        apply(EVERYTHING);

        // Then
        within(90, () -> assertThat(metrics()).contains("rampart_rights_missing 1"));
        OperatorUnderTest.install(API);
        reportAll((set, i) -> Verdict.passed());
        within(80, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
    }

    private static void takeInNodesNamespace(String verb, String resource) {
        admin.rbac()
                .roles()
                .inNamespace("rampart-nodes")
                .withName("rampart-operator")
                .edit(r -> r.edit()
                        .withRules(Rules.without(r.getRules(), verb, resource))
                        .build());
    }

    private static void takeInCluster(String verb, String resource) {
        admin.rbac()
                .clusterRoles()
                .withName("rampart-operator")
                .edit(r -> r.edit()
                        .withRules(Rules.without(r.getRules(), verb, resource))
                        .build());
    }

    @Test
    void aFightOverAConfigMapIsSlowedReportedAndForgotten() throws Exception {
        // Given
        converged();
        var name = checkSets().iterator().next();
        var turns = new AtomicInteger();
        var before = writesOf(name);

        // When a foreign controller replaces it as soon as it is back, for 20 s
        try (var foreign = Executors.newSingleThreadScheduledExecutor()) {
            var fight = foreign.scheduleWithFixedDelay(() -> replace(name, turns), 0, 1, TimeUnit.SECONDS);

            // Then it is told who fights over what
            within(40, () -> {
                assertThat(condition("Stalled").reason()).isEqualTo("Contested");
                assertThat(condition("Stalled").message())
                        .contains("ConfigMap/" + name, "field manager foreign-controller");
            });
            assertThat(turns).hasValueGreaterThanOrEqualTo(3);
            // And each turn is a deletion and an apply, with growing pauses between
            var at = System.nanoTime();
            var then = writesOf(name);
            within(30, () -> assertThat(System.nanoTime() - at).isGreaterThan(TimeUnit.SECONDS.toNanos(16)));
            assertThat(writesOf(name) - then).isLessThanOrEqualTo(8);
            assertThat(then - before).isLessThanOrEqualTo(14);
            fight.cancel(false);
        }

        // And when it stops, the object comes back and the condition goes
        within(120, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("False");
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(map(name).getMetadata().getOwnerReferences()).isNotEmpty();
        });
    }

    private static long writesOf(String name) {
        return operator.requests().writes().stream()
                .filter(e -> e.path().endsWith("/configmaps/" + name))
                .count();
    }

    private static ConfigMap map(String name) {
        return admin.configMaps().inNamespace("rampart-nodes").withName(name).require();
    }

    private static void replace(String name, AtomicInteger turns) {
        try {
            var mine = admin.configMaps()
                    .inNamespace("rampart-nodes")
                    .withName(name)
                    .get();
            if (mine != null && mine.getMetadata().getOwnerReferences().isEmpty()) {
                return;
            }
            admin.configMaps().inNamespace("rampart-nodes").withName(name).delete();
            turns.incrementAndGet();
            admin.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("rampart-nodes")
                            .withName(name)
                            .withLabels(
                                    mine == null ? Map.of() : mine.getMetadata().getLabels())
                            .endMetadata()
                            .addToData("checks.json", "{}")
                            .withImmutable(true)
                            .build())
                    .fieldManager("foreign-controller")
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            // The operator was faster; the next turn sees what it made.
        }
    }
}
