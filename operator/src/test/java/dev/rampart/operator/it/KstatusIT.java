package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.Evaluation;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.Thresholds;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A policy and its report, from creation to deletion: no version of them ever says that it is done before it is. */
class KstatusIT extends OperatorScenario {

    /** By generation of the policy: the version of the cluster from which on its checks have been answered. */
    private final Map<Long, Long> answered = new HashMap<>();

    @Test
    void noVersionOfPolicyOrReportSaysThatItIsDoneBeforeItIs() {
        try (var policy = new Versions(admin, "CompliancePolicy", POLICY);
                var report = new Versions(admin, "ComplianceReport", POLICY)) {
            // Created, and evaluating
            apply(spec("0 1 * * *", null, null, null));
            within(20, () -> assertThat(condition("Reconciling").status()).isEqualTo("True"));
            answer(1, Verdict.passed());
            awaitDone(1);

            // Edited
            apply(spec("0 2 * * *", null, null, null));
            within(20, () -> assertThat(report().policyGeneration()).isEqualTo(2));
            answer(2, Verdict.failed());
            awaitDone(2);

            // Edited so that it cannot be
            apply(spec(
                    "0 2 * * *",
                    new Tailoring(List.of(new DisabledCheck("no-such-check", "A typing error.")), null, null),
                    null,
                    null));
            within(20, () -> {
                assertThat(condition("Stalled").status()).isEqualTo("True");
                assertThat(condition("Stalled").reason()).isEqualTo("InvalidSpec");
                assertThat(report().policyGeneration()).isEqualTo(3);
                assertThat(report().counts()).isNull();
            });

            // Mended
            apply(spec("0 4 * * *", null, null, null));
            within(20, () -> assertThat(report().policyGeneration()).isEqualTo(4));
            answer(4, Verdict.failed());
            awaitDone(4);

            // Suspended: what was answered stays answered
            answered.put(5L, clusterVersion());
            apply(spec("0 4 * * *", null, new Evaluation(null, null, null, true), null));
            awaitDone(5);
            assertThat(condition("Ready").reason()).isEqualTo("Suspended");

            // With thresholds that are missed, which is no failure of the policy
            answered.put(6L, clusterVersion());
            apply(spec("0 4 * * *", null, new Evaluation(null, null, null, true), new Thresholds(100, null)));
            awaitDone(6);
            within(20, () -> assertThat(condition("ThresholdsMet").status()).isEqualTo("False"));

            // Deleted
            admin.resources(CompliancePolicy.class)
                    .withName(POLICY)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
            within(
                    60,
                    () -> assertThat(policy.isDeleted() && report.isDeleted()).isTrue());

            // Then
            policy.seen().forEach(this::isConsistent);
            report.seen().forEach(this::isConsistent);
            assertThat(policy.seen().getFirst().at("/status/observedGeneration").asLong())
                    .isEqualTo(-1);
            assertThat(policy.story())
                    .containsSubsequence(
                            Kstatus.InProgress,
                            Kstatus.Current,
                            Kstatus.InProgress,
                            Kstatus.Current,
                            Kstatus.InProgress,
                            Kstatus.Failed,
                            Kstatus.InProgress,
                            Kstatus.Current,
                            Kstatus.InProgress,
                            Kstatus.Current,
                            Kstatus.Terminating);
            assertThat(report.story())
                    .startsWith(Kstatus.InProgress)
                    .containsSubsequence(
                            Kstatus.Current,
                            Kstatus.InProgress,
                            Kstatus.Current,
                            Kstatus.Failed,
                            Kstatus.InProgress,
                            Kstatus.Current);
            isOrdered(policy.seen());
            isOrdered(report.seen());
        }
    }

    private static CompliancePolicySpec spec(
            String schedule,
            @Nullable Tailoring tailoring,
            @Nullable Evaluation evaluation,
            @Nullable Thresholds thresholds) {
        return new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_LINUX, schedule)),
                null,
                tailoring,
                evaluation,
                thresholds);
    }

    private void answer(long generation, Verdict verdict) {
        answered.put(generation, clusterVersion());
        reportAll((set, i) -> verdict);
    }

    /** The version of everything that is stored so far. */
    private static long clusterVersion() {
        return Long.parseLong(
                admin.resources(NodeScan.class).list().getMetadata().getResourceVersion());
    }

    private static void awaitDone(long generation) {
        within(20, () -> {
            var conditions = admin.resources(CompliancePolicy.class)
                    .withName(POLICY)
                    .require()
                    .getStatus();
            assertThat(Objects.requireNonNull(conditions).observedGeneration()).isEqualTo(generation);
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(report().policyGeneration()).isEqualTo(generation);
            assertThat(reportCondition("Ready")).isEqualTo("True");
        });
    }

    private static String reportCondition(String type) {
        return Objects.requireNonNull(admin.resources(ComplianceReport.class)
                        .withName(POLICY)
                        .require()
                        .getStatus()
                        .conditions())
                .stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private void isConsistent(JsonNode version) {
        var generation = version.at("/metadata/generation").asLong();
        var observed = version.at("/status/observedGeneration");
        var conditions = Kstatus.conditions(version);
        assertThat(observed.isNumber()).as("observedGeneration of %s", version).isTrue();
        assertThat(observed.asLong()).as("%s", version).isLessThanOrEqualTo(generation);
        assertThat(StreamSupport.stream(version.at("/status/conditions").spliterator(), false)
                        .filter(c -> c.has("observedGeneration"))
                        .map(c -> c.path("observedGeneration").asLong()))
                .as("every condition speaks of the same spec as the status: %s", version)
                .allMatch(o -> o == observed.asLong());
        if ("True".equals(conditions.get("Ready"))) {
            assertThat(conditions)
                    .as("%s", version)
                    .containsEntry("Reconciling", "False")
                    .containsEntry("Stalled", "False");
        }
        if (Kstatus.of(version) == Kstatus.Current) {
            var policyGeneration = version.path("kind").asText().equals("CompliancePolicy")
                    ? generation
                    : version.at("/status/policyGeneration").asLong();
            assertThat(answered)
                    .as("said to be done for generation %s: %s", policyGeneration, version)
                    .containsKey(policyGeneration);
            assertThat(version.at("/metadata/resourceVersion").asLong())
                    .as("said to be done before anything was answered: %s", version)
                    .isGreaterThan(Objects.requireNonNull(answered.get(policyGeneration)));
        }
    }

    private static void isOrdered(List<JsonNode> versions) {
        assertThat(versions.stream()
                        .map(v -> v.at("/status/observedGeneration").asLong())
                        .toList())
                .isSorted();
    }
}
