package dev.rampart.scanner.plan;

import static dev.rampart.scanner.plan.Fixtures.A;
import static dev.rampart.scanner.plan.Fixtures.B;
import static dev.rampart.scanner.plan.Fixtures.MACHINE;
import static dev.rampart.scanner.plan.Fixtures.NOW;
import static dev.rampart.scanner.plan.Fixtures.evaluated;
import static dev.rampart.scanner.plan.Fixtures.order;
import static dev.rampart.scanner.plan.Fixtures.result;
import static dev.rampart.scanner.plan.Fixtures.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.plan.Ledger.Entry;
import dev.rampart.scanner.plan.Ledger.Run;
import dev.rampart.scanner.plan.Ledger.Setback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WantedStatusTest {

    private static final Order BOTH = order(null, set(A, null), set(B, null));

    @Test
    void resultsStandInTheOrderOfTheAssignments() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(B, null, NOW)).with(evaluated(A, null, NOW));

        // When
        var status = WantedStatus.of(BOTH, ledger, List.of(), "0.1", NOW);

        // Then
        assertThat(status.resultsOrEmpty()).extracting(ScanResult::digest).containsExactly(A, B);
        assertThat(status.heartbeat()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(status.message()).isNull();
    }

    @Test
    void aResultOfAnotherNodeObjectIsLeftOut() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));
        var reborn = new Order(Optional.of("uid-2"), MACHINE, List.of(set(A, null)), Optional.empty(), List.of());

        // When / Then
        assertThat(WantedStatus.of(reborn, ledger, List.of(), "0.1", NOW).results())
                .isEmpty();
    }

    @Test
    void evidenceOfThisProcessIsPackedAndThatOfAnEarlierOneKept() {
        // Given
        var old = result(B, null).withEvidence("QUJD");
        var ledger = Ledger.fromStatus(new NodeScanStatus(null, List.of(old), null, null))
                .with(new Entry(result(A, null), Map.of("check", "seen"), Optional.of(new Run(NOW, MACHINE))));

        // When
        var results = WantedStatus.of(BOTH, ledger, List.of(), "0.1", NOW).resultsOrEmpty();

        // Then
        assertThat(results.getFirst().evidence()).startsWith("H4sI");
        assertThat(results.getLast().evidence()).isEqualTo("QUJD");
    }

    @Test
    void theMessageNamesProblemsSetbacksAndFindings() {
        // Given
        var ledger = Ledger.EMPTY
                .with(A, new Setback(1, NOW, Optional.empty(), Optional.of("ConfigMap x is missing")))
                .with(B, new Setback(1, NOW, Optional.empty(), Optional.empty()));
        var order = new Order(BOTH.nodeUid(), MACHINE, BOTH.sets(), Optional.empty(), List.of("problem"));

        // When / Then
        assertThat(WantedStatus.of(order, ledger, List.of("finding"), "0.1", NOW)
                        .message())
                .isEqualTo("problem; ConfigMap x is missing; finding");
    }

    @Test
    void theMessageIsNeverLongerThanItsLimit() {
        // When
        var message = WantedStatus.of(BOTH, Ledger.EMPTY, List.of("f".repeat(5000)), "0.1", NOW)
                .message();

        // Then
        assertThat(message).hasSize(WantedStatus.MAX_MESSAGE).endsWith("...");
    }
}
