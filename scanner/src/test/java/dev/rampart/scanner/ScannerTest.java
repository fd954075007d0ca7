package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.model.Verdict;
import dev.rampart.scanner.nodescan.ScanResult;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The passes of one process over hours, with a clock that moves when told. */
class ScannerTest extends SimulatedProcess {

    @Test
    void aNewAssignmentIsEvaluatedAndWrittenInOneWrite() {
        // Given
        var scan = scan("u", "t1", null, assign(ONE), assign(TWO));

        // When
        pass(scan);

        // Then
        assertThat(runs).containsExactly(Set.of(CheckSetCodec.digest(ONE), CheckSetCodec.digest(TWO)));
        assertThat(written).singleElement().satisfies(s -> {
            assertThat(digests(s)).containsExactly(CheckSetCodec.digest(ONE), CheckSetCodec.digest(TWO));
            assertThat(s.resultsOrEmpty()).allSatisfy(r -> {
                assertThat(r.recheck()).isEqualTo("t1");
                assertThat(r.nodeUID()).isEqualTo("uid-1");
                assertThat(r.evidence()).isNotNull();
            });
        });
    }

    @Test
    void withoutAnObjectThereIsNothingToDo() {
        assertThat(scanner.pass(Optional.empty())).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void aDayWithoutChangeIsHeartbeatsOnly() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        var end = clock.instant().plus(Duration.ofHours(24));

        // When
        while (clock.instant().isBefore(end)) {
            clock.set(pass(scan));
        }

        // Then
        assertThat(runs.size()).isBetween(96, 98);
        assertThat(written.size()).isBetween(24, 26);
    }

    @Test
    void aChangeOnTheNodeIsWrittenAtTheNextScheduledRun() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        var wake = pass(scan);
        verdict = Verdict.failed();

        // When
        clock.set(wake);
        pass(scan);

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.getLast().resultsOrEmpty().getFirst().verdicts()).isEqualTo("Ag==");
    }

    @Test
    void aRecheckIsAnsweredAlthoughNothingChanged() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));

        // When
        pass(scan("u", "t2", null, assignment));
        pass(scan("u", "t2", null, assignment));

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.getLast().resultsOrEmpty())
                .extracting(ScanResult::recheck)
                .containsExactly("t2");
    }

    @Test
    void anEventWithoutNewsCausesNoRunAndNoWrite() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        pass(scan);

        // When
        for (int i = 0; i < 20; i++) {
            pass(scan("u", null, written.getFirst(), assign(ONE)));
        }

        // Then
        assertThat(runs).hasSize(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void aRestartEvaluatesOnceAndWritesNothingWhenNothingChanged() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));
        clock.advance(Duration.ofMinutes(3));

        // When
        scanner = newProcess();
        pass(scan("u", "t1", written.getFirst(), assignment));

        // Then
        assertThat(runs).hasSize(2);
        assertThat(written).hasSize(1);
    }

    @Test
    void aRestartAfterAnHourWritesItsHeartbeat() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));
        clock.advance(Duration.ofMinutes(61));

        // When
        scanner = newProcess();
        pass(scan("u", "t1", written.getFirst(), assignment));

        // Then
        assertThat(written).hasSize(2);
    }

    @Test
    void aResultThatIsNotAssignedAnyMoreIsDroppedFromTheStatus() {
        // Given
        var one = assign(ONE);
        pass(scan("u", null, null, one, assign(TWO)));

        // When
        pass(scan("u", null, null, one));

        // Then
        assertThat(digests(written.getLast())).containsExactly(CheckSetCodec.digest(ONE));
        assertThat(runs).hasSize(1);
    }

    @Test
    void anObjectThatWasMadeAgainIsWrittenWithoutANewRun() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", null, null, assignment));

        // When
        pass(scan("u2", null, null, assignment));

        // Then
        assertThat(runs).hasSize(1);
        assertThat(written).hasSize(2);
        assertThat(digests(written.getLast())).containsExactly(assignment.digest());
    }
}
