package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.scanner.nodescan.NodeScan;
import dev.rampart.scanner.nodescan.NodeScanSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one process does when documents, the API server or the evaluation fail. */
class ScannerTroubleTest extends SimulatedProcess {

    @Test
    void aWrongDocumentGivesNoResultAndIsNamedAndHealsByItself() {
        // Given
        var assignment = assign(ONE);
        configMaps.replaceAll((name, text) -> text.replace("f:/x", "f:/y"));

        // When
        var retry = pass(scan("u", null, null, assignment));
        configMaps.replaceAll((name, text) -> text.replace("f:/y", "f:/x"));
        clock.set(retry);
        pass(scan("u", null, null, assignment));

        // Then
        assertThat(written.getFirst().results()).isEmpty();
        assertThat(written.getFirst().message())
                .startsWith("ConfigMap rampart-nodes/rampart-checks-")
                .contains("digest");
        assertThat(digests(written.getLast())).containsExactly(assignment.digest());
        assertThat(written.getLast().message()).doesNotContain("ConfigMap");
    }

    @Test
    void aMissingDocumentDoesNotHoldUpTheOtherSets() {
        // Given
        var one = assign(ONE);
        configMaps.clear();
        var two = assign(TWO);

        // When
        pass(scan("u", null, null, one, two));

        // Then
        assertThat(digests(written.getLast())).containsExactly(two.digest());
        assertThat(written.getLast().message()).contains("does not exist");
    }

    @Test
    void aResultWhoseDocumentIsGoneAfterARestartIsTakenBack() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", null, null, assignment));
        configMaps.clear();

        // When
        scanner = newProcess();
        pass(scan("u", null, written.getFirst(), assignment));

        // Then
        assertThat(written.getLast().results()).isEmpty();
    }

    @Test
    void anApiServerThatIsAwayLosesNothing() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        apiIsAway = true;
        for (int i = 0; i < 10; i++) {
            clock.set(pass(scan));
        }

        // When
        apiIsAway = false;
        pass(scan);

        // Then
        assertThat(runs).hasSize(1);
        assertThat(digests(written.getFirst())).containsExactly(CheckSetCodec.digest(ONE));
    }

    @Test
    void afterAFailedWriteThePauseIsKeptWhateverArrives() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        apiIsAway = true;
        var retry = pass(scan);
        apiIsAway = false;

        // When
        var again = pass(scan);

        // Then
        assertThat(again).isEqualTo(retry).isAfterOrEqualTo(clock.instant().plusSeconds(1));
        assertThat(written).isEmpty();
    }

    @Test
    void aDefectInTheEvaluationIsReportedAndTriedAgain() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        defect = Optional.of(new IllegalStateException("boom"));

        // When
        var retry = pass(scan);
        defect = Optional.empty();
        clock.set(retry);
        pass(scan);

        // Then
        assertThat(written.getFirst().results()).isEmpty();
        assertThat(written.getFirst().message())
                .contains("IllegalStateException")
                .doesNotContain("boom");
        assertThat(digests(written.getLast())).containsExactly(CheckSetCodec.digest(ONE));
    }

    @Test
    void aSpecWithoutNodeUidIsSaidSo() {
        // When
        pass(new NodeScan(new NodeScan.Metadata("node-a", "u", "1"), NodeScanSpec.EMPTY, null));

        // Then
        assertThat(runs).isEmpty();
        assertThat(written.getFirst().message()).startsWith("spec.nodeUID is missing");
    }
}
