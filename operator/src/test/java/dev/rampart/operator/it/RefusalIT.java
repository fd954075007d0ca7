package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is not believed, on a real API server. */
class RefusalIT extends OperatorScenario {

    @Test
    void everyKindOfRefusalIsNamedAndChangesNothing() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));

        var bad = new java.util.LinkedHashMap<String, UnaryOperator<ScanResult>>();
        bad.put("ForeignNodeUID", r -> Results.withNodeUID(r, "another"));
        bad.put("WrongLength", r -> Results.withVerdicts(r, "AAAAAAAAAAAA"));
        bad.put(
                "NotDecodable",
                r -> Results.withVerdicts(r, "!".repeat(r.verdicts().length())));
        bad.put(
                "ClockSkew",
                r -> Results.withEvaluatedAt(r, Instant.now().plusSeconds(3600).toString()));
        bad.put("TooLarge", r -> Results.withEvidence(r, "A".repeat(33 * 1024)));
        bad.forEach((reason, change) -> {
            // When
            nodes.report(worker, (set, i) -> Verdict.failed(), change);

            // Then
            within(20, () -> {
                assertThat(condition("Evaluated").reason()).isEqualTo("ResultsRefused");
                assertThat(condition("Evaluated").message()).contains(worker + ": result of digest", reason);
                assertThat(report().result()).isEqualTo(Result.UNKNOWN);
                assertThat(Objects.requireNonNull(report().counts()).fail()).isZero();
            });
            nodes.report(worker, (set, i) -> Verdict.passed());
            within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));
        });
    }

    @Test
    void aForeignDigestIsRefused() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));

        // When
        var status = Objects.requireNonNull(nodes.scan(worker).getStatus());
        var results = new java.util.ArrayList<>(Objects.requireNonNull(status.results()));
        results.add(Results.withDigest(results.getFirst(), "f".repeat(64)));
        nodes.write(worker, new NodeScanStatus(FakeNodes.now(), results, "test", null));

        // Then
        within(20, () -> assertThat(condition("Evaluated").message()).contains("ffffffffffff…", "ForeignDigest"));
        assertThat(metrics()).containsPattern("rampart_scan_results_refused_total\\{reason=\"ForeignDigest\"} [1-9]");
    }

    @Test
    void withoutTheBindingNothingIsAcceptedUntilANewTokenIsAnswered() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.MET));
        var oldToken = Objects.requireNonNull(nodes.scan(worker).getSpec().recheck());

        // When
        admin.resources(ValidatingAdmissionPolicyBinding.class)
                .withName("rampart-scanner-own-node")
                .delete();

        // Then
        within(20, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Evaluated").reason()).isEqualTo("BindingMissing");
            assertThat(condition("Evaluated").message()).contains("rampart-scanner-own-node: does not exist");
        });
        nodes.report(worker, (set, i) -> Verdict.failed());

        // And when it is back, an answer to an older token still counts for nothing
        API.apply(API.root().resolve("install/20-scanner-admission.yaml"));
        within(20, () -> assertThat(nodes.scan(worker).getSpec().recheck()).isNotEqualTo(oldToken));
        nodes.report(worker, (set, i) -> Verdict.failed(), r -> Results.withRecheck(r, oldToken));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                Objects.requireNonNull(report().counts()).fail())
                        .isZero());
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(20, () -> assertThat(report().result()).isEqualTo(Result.NOT_MET));
    }
}
