package dev.rampart.operator.nodecompliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.Binding;
import dev.rampart.crds.v1alpha1.FailingCheck;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.operator.binding.BindingState;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.Policies;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every reason to refuse a result, and what a refusal leaves alone. */
class AcceptanceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Tripwires INTACT = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT);
    private static final BindingState BOUND = new BindingState.Intact("rev-1");

    private final NodeFacts node = Policies.worker("w");
    private final ClusterPlan plan = new Plans(Catalogue.load()).of(List.of(Policies.policy("p", null)));
    private final PlannedSet set = plan.setsFor(node).assigned().getFirst();
    private final String passed = encoded(Verdict.passed()).verdicts();
    private final String reasons = encoded(Verdict.passed()).reasons();

    @Test
    void aGoodResultIsAccepted() {
        // When
        var status = accept(result(passed), boundBefore());

        // Then
        assertThat(status.refused()).isNull();
        assertThat(status.policies()).singleElement().satisfies(p -> {
            assertThat(p.counts().pass()).isEqualTo(set.size());
            assertThat(p.score()).isEqualTo(100);
        });
        assertThat(status.tripwires()).isEqualTo("Intact");
    }

    @Test
    void anotherDigestIsRefused() {
        var foreign =
                new ScanResult("f".repeat(64), node.uid(), null, NOW.toString(), passed, reasons, null, null, INTACT);
        assertRefused("ForeignDigest", List.of(result(passed), foreign));
    }

    @Test
    void anOldDigestIsNoRefusalWhileTheNewOneIsNotEvaluated() {
        // When
        var old = new ScanResult("f".repeat(64), node.uid(), null, NOW.toString(), passed, reasons, null, null, INTACT);
        var status = evaluate(List.of(old), boundBefore(), BOUND, null).status();

        // Then
        assertThat(status.refused()).isNull();
        assertThat(status.policies()).isEmpty();
        assertThat(Objects.requireNonNull(status.counts()).unknown()).isEqualTo(set.size());
    }

    @Test
    void tooMuchEvidenceIsRefused() {
        var result = new ScanResult(
                set.digest(),
                node.uid(),
                null,
                NOW.toString(),
                passed,
                reasons,
                "A".repeat(ResultCheck.MAX_EVIDENCE + 1),
                null,
                INTACT);
        assertRefused("TooLarge", List.of(result));
    }

    @Test
    void moreVerdictsThanAnySetHasAreRefused() {
        assertRefused("TooLarge", List.of(result("A".repeat(8000))));
    }

    @Test
    void verdictsOfAnotherLengthAreRefused() {
        assertRefused("WrongLength", List.of(result(passed + "AAAA")));
    }

    @Test
    void missingReasonsAreRefused() {
        var result = new ScanResult(set.digest(), node.uid(), null, NOW.toString(), passed, null, null, null, INTACT);
        assertRefused("WrongLength", List.of(result));
    }

    @Test
    void whatIsNoBase64IsRefused() {
        assertRefused("NotDecodable", List.of(result("!".repeat(passed.length()))));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        var result = new ScanResult(set.digest(), node.uid(), null, "yesterday", passed, reasons, null, null, INTACT);
        assertRefused("NotDecodable", List.of(result));
    }

    @Test
    void anotherNodeIsRefused() {
        var result = new ScanResult(set.digest(), "other", null, NOW.toString(), passed, reasons, null, null, INTACT);
        assertRefused("ForeignNodeUID", List.of(result));
    }

    @Test
    void theFutureIsRefusedFromFiveMinutesOn() {
        assertThat(accept(result(passed, NOW.plusSeconds(300)), boundBefore()).refused())
                .isNull();
        assertRefused("ClockSkew", List.of(result(passed, NOW.plusSeconds(301))));
    }

    @Test
    void withoutTheBindingNothingIsAccepted() {
        // When
        var output = evaluate(
                List.of(result(encoded(Verdict.failed()).verdicts())),
                Optional.of(accept(result(passed), boundBefore())),
                new BindingState.Missing("it is gone"),
                null);

        // Then
        assertThat(output.status().refused()).extracting(Refusal::reason).containsExactly("BindingMissing");
        assertThat(Objects.requireNonNull(output.status().counts()).pass()).isEqualTo(set.size());
        assertThat(output.recheck()).isEmpty();
    }

    @Test
    void underANewBindingOnlyTheAnswerToANewTokenCounts() {
        // When the binding is new
        var first = evaluate(List.of(result(passed)), Optional.empty(), BOUND, "old");

        // Then nothing is accepted, a token is made and asked for
        assertThat(first.recheck()).contains("token");
        assertThat(first.status().policies()).isEmpty();
        assertThat(first.status().binding()).isEqualTo(new Binding("rev-1", "token"));

        // And a result without it counts for nothing, without being refused
        var before = Optional.of(first.status());
        var second = evaluate(List.of(result(passed)), before, BOUND, "token");
        assertThat(second.status().policies()).isEmpty();
        assertThat(second.status().refused()).isNull();

        // And the answer counts, to this token or one that was set after it
        for (var token : List.of("token", "set-by-a-user-later")) {
            var third = evaluate(List.of(answering(token)), before, BOUND, token);
            assertThat(third.status().policies()).hasSize(1);
            assertThat(third.status().binding()).isEqualTo(new Binding("rev-1", null));
        }
    }

    @Test
    void aNodeWithANewDiskInheritsNothing() {
        // Given
        var before = accept(result(passed), boundBefore());
        assertThat(before.machineID()).isEqualTo(node.machineID());
        var onOldDisk = new NodeComplianceStatus(
                before.nodeUID(),
                "machine-id-of-the-old-disk",
                before.policies(),
                before.counts(),
                before.score(),
                before.source(),
                before.evaluatedAt(),
                before.tripwires(),
                null,
                before.binding());

        // When
        var output = evaluate(List.of(result(passed)), Optional.of(onOldDisk), BOUND, null);

        // Then a result that the old disk's scanner left is not taken for the new one's
        assertThat(output.status().policies()).isEmpty();
        assertThat(Objects.requireNonNull(output.status().counts()).unknown()).isEqualTo(set.size());
        assertThat(output.recheck()).contains("token");

        // And the answer counts
        var answered = evaluate(List.of(answering("token")), Optional.of(output.status()), BOUND, "token");
        assertThat(answered.status().policies()).hasSize(1);
    }

    @Test
    void aNewNodeOfTheSameNameInheritsNothing() {
        // Given
        var before = accept(result(passed), boundBefore());
        var other = new NodeComplianceStatus(
                "uid-of-another",
                before.machineID(),
                before.policies(),
                before.counts(),
                before.score(),
                before.source(),
                before.evaluatedAt(),
                before.tripwires(),
                null,
                before.binding());

        // When
        var output = evaluate(List.of(), Optional.of(other), BOUND, null);

        // Then
        assertThat(output.status().policies()).isEmpty();
        assertThat(output.recheck()).contains("token");
    }

    @Test
    void sinceStaysWhileACheckFails() {
        // Given
        var failing = encoded(Verdict.failed()).verdicts();
        var before = accept(result(failing, NOW.minusSeconds(3600)), boundBefore());

        // When
        var after = accept(result(failing, NOW), Optional.of(before));

        // Then
        assertThat(after.evaluatedAt()).isEqualTo(NOW.toString());
        assertThat(Objects.requireNonNull(after.policies()).getFirst().failing())
                .isNotEmpty()
                .extracting(FailingCheck::since)
                .containsOnly(NOW.minusSeconds(3600).toString());
    }

    @Test
    void aPassThroughABrokenTripwireIsUnknown() {
        // When
        var broken = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.BROKEN);
        var status = accept(
                new ScanResult(set.digest(), node.uid(), null, NOW.toString(), passed, reasons, null, null, broken),
                boundBefore());

        // Then
        var network = set.checks().stream()
                .filter(c -> c.facilities().contains(Facility.NETWORK))
                .count();
        assertThat(network).isPositive();
        assertThat(Objects.requireNonNull(status.counts()).unknown()).isEqualTo((int) network);
        assertThat(status.tripwires()).isEqualTo("network Broken");
    }

    private void assertRefused(String reason, List<ScanResult> results) {
        // Given
        var before = accept(result(passed, NOW.minusSeconds(60)), boundBefore());

        // When
        var status = evaluate(results, Optional.of(before), BOUND, null).status();

        // Then it is named, and what was accepted before stands
        assertThat(status.refused()).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo(reason);
            assertThat(r.message()).isNotBlank();
        });
        assertThat(Objects.requireNonNull(status.counts()).pass()).isEqualTo(set.size());
    }

    private NodeComplianceStatus accept(ScanResult result, Optional<NodeComplianceStatus> before) {
        return evaluate(List.of(result), before, BOUND, null).status();
    }

    private Acceptance.Output evaluate(
            List<ScanResult> results,
            Optional<NodeComplianceStatus> before,
            BindingState binding,
            @Nullable String recheck) {
        var scan = new NodeScan();
        scan.setMetadata(new ObjectMetaBuilder().withName("w").build());
        scan.setSpec(new NodeScanSpec(
                node.uid(),
                "machine",
                List.of(new Assignment(set.digest(), set.configMap(), null, null, null, "p")),
                recheck));
        scan.setStatus(new NodeScanStatus(NOW.toString(), results, "test", null));
        return Acceptance.evaluate(new Acceptance.Input(node, scan, before, plan, binding, NOW, "token"));
    }

    private Optional<NodeComplianceStatus> boundBefore() {
        return Optional.of(new NodeComplianceStatus(
                node.uid(), null, null, null, null, null, null, null, null, new Binding("rev-1", null)));
    }

    private ScanResult result(String verdicts) {
        return result(verdicts, NOW);
    }

    private ScanResult result(String verdicts, Instant at) {
        return new ScanResult(set.digest(), node.uid(), null, at.toString(), verdicts, reasons, null, null, INTACT);
    }

    private ScanResult answering(String token) {
        return new ScanResult(set.digest(), node.uid(), token, NOW.toString(), passed, reasons, null, null, INTACT);
    }

    private VerdictCodec.Encoded encoded(Verdict verdict) {
        return VerdictCodec.encode(Collections.nCopies(set.size(), verdict));
    }
}
