package dev.rampart.scanner.plan;

import static dev.rampart.scanner.plan.Fixtures.A;
import static dev.rampart.scanner.plan.Fixtures.B;
import static dev.rampart.scanner.plan.Fixtures.MACHINE;
import static dev.rampart.scanner.plan.Fixtures.NODE;
import static dev.rampart.scanner.plan.Fixtures.NOW;
import static dev.rampart.scanner.plan.Fixtures.evaluated;
import static dev.rampart.scanner.plan.Fixtures.order;
import static dev.rampart.scanner.plan.Fixtures.result;
import static dev.rampart.scanner.plan.Fixtures.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.plan.Ledger.Setback;
import dev.rampart.scanner.plan.Plan.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String QUARTERS = "*/15 * * * *";

    private static final AssignedSet SET_A = set(A, QUARTERS);
    private static final AssignedSet SET_B = set(B, "0 */6 * * *");

    @Test
    void aNewAssignmentIsDueAtOnce() {
        // When
        var plan = Plan.of(order(null, SET_A, SET_B), Ledger.EMPTY, NOW);

        // Then
        assertThat(plan.due())
                .containsExactly(new Due(SET_A, Cause.NEW_ASSIGNMENT), new Due(SET_B, Cause.NEW_ASSIGNMENT));
        assertThat(plan.wake()).isEmpty();
    }

    @Test
    void onlyTheSetWithoutResultIsDue() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));

        // When
        var plan = Plan.of(order(null, SET_A, SET_B), ledger, NOW);

        // Then
        assertThat(plan.due()).containsExactly(new Due(SET_B, Cause.NEW_ASSIGNMENT));
    }

    @Test
    void afterARunTheNextIsTheNextFiringPlusTheNodesDelay() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));

        // When
        var plan = Plan.of(order(null, SET_A), ledger, NOW);

        // Then
        assertThat(plan).isEqualTo(new Plan(List.of(), Optional.of(Instant.parse("2026-03-04T05:15:30Z"))));
    }

    @Test
    void theEarliestOfSeveralSchedulesWakes() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW)).with(evaluated(B, null, NOW));

        // When
        var plan = Plan.of(order(null, SET_B, SET_A), ledger, NOW);

        // Then
        assertThat(plan.wake()).contains(Instant.parse("2026-03-04T05:15:30Z"));
    }

    @Test
    void dueExactlyAtItsTimeAndNotAMillisecondBefore() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));
        var time = Instant.parse("2026-03-04T05:15:30Z");

        // When / Then
        assertThat(Plan.of(order(null, SET_A), ledger, time.minusMillis(1)).due())
                .isEmpty();
        assertThat(Plan.of(order(null, SET_A), ledger, time).due()).containsExactly(new Due(SET_A, Cause.SCHEDULE));
    }

    @Test
    void aRunThatEndsAtItsOwnTimeIsNotRepeated() {
        // Given
        var time = Instant.parse("2026-03-04T05:15:30Z");
        var ledger = Ledger.EMPTY.with(evaluated(A, null, time));

        // When / Then
        assertThat(Plan.of(order(null, SET_A), ledger, time).due()).isEmpty();
    }

    @Test
    void manyMissedFiringsAreOneRun() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));
        var later = NOW.plus(Duration.ofDays(3));

        // When
        var due = Plan.of(order(null, SET_A), ledger, later).due();
        var after = Plan.of(order(null, SET_A), ledger.with(evaluated(A, null, later)), later);

        // Then
        assertThat(due).hasSize(1);
        assertThat(after.due()).isEmpty();
    }

    @Test
    void aSuspendedSetIsNeverDueByTime() {
        // Given
        var suspended = set(A, null);
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));

        // When
        var plan = Plan.of(order(null, suspended), ledger, NOW.plus(Duration.ofDays(400)));

        // Then
        assertThat(plan).isEqualTo(new Plan(List.of(), Optional.empty()));
    }

    @Test
    void aSuspendedSetAnswersARecheck() {
        // Given
        var suspended = set(A, null);
        var ledger = Ledger.EMPTY.with(evaluated(A, "t1", NOW));

        // When / Then
        assertThat(Plan.of(order("t2", suspended), ledger, NOW).due())
                .containsExactly(new Due(suspended, Cause.RECHECK));
    }

    @Test
    void aRecheckIsForEverySet() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW)).with(evaluated(B, "old", NOW));

        // When
        var plan = Plan.of(order("new", SET_A, SET_B), ledger, NOW);

        // Then
        assertThat(plan.due()).containsExactly(new Due(SET_A, Cause.RECHECK), new Due(SET_B, Cause.RECHECK));
    }

    @Test
    void anAnsweredRecheckAndATokenThatWasTakenAwayGiveNoWork() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, "t1", NOW));

        // When / Then
        assertThat(Plan.of(order("t1", SET_A), ledger, NOW).due()).isEmpty();
        assertThat(Plan.of(order(null, SET_A), ledger, NOW).due()).isEmpty();
    }

    @Test
    void aResultOfAnEarlierProcessIsEvaluatedOnceAnew() {
        // Given
        var ledger = Ledger.fromStatus(new NodeScanStatus(NOW.toString(), List.of(result(A, null)), "1", null));

        // When / Then
        assertThat(Plan.of(order(null, SET_A), ledger, NOW).due()).containsExactly(new Due(SET_A, Cause.START));
        assertThat(Plan.of(order(null, SET_A), ledger.with(evaluated(A, null, NOW)), NOW)
                        .due())
                .isEmpty();
    }

    @Test
    void anotherNodeObjectOrMachineIsDueAtOnce() {
        // Given
        var ledger = Ledger.EMPTY.with(evaluated(A, null, NOW));
        var otherNode = new Order(Optional.of("uid-2"), MACHINE, List.of(SET_A), Optional.empty(), List.of());
        var otherMachine = new Order(Optional.of(NODE), Optional.of("m2"), List.of(SET_A), Optional.empty(), List.of());

        // When / Then
        assertThat(Plan.of(otherNode, ledger, NOW).due()).containsExactly(new Due(SET_A, Cause.NODE_CHANGED));
        assertThat(Plan.of(otherMachine, ledger, NOW).due()).containsExactly(new Due(SET_A, Cause.NODE_CHANGED));
    }

    @Test
    void aSetbackIsPausedAndThenTriedAgain() {
        // Given
        var retryAt = NOW.plusSeconds(8);
        var ledger = Ledger.EMPTY.with(A, new Setback(1, retryAt, Optional.empty(), Optional.of("m")));

        // When / Then
        assertThat(Plan.of(order(null, SET_A), ledger, NOW)).isEqualTo(new Plan(List.of(), Optional.of(retryAt)));
        assertThat(Plan.of(order(null, SET_A), ledger, retryAt).due()).containsExactly(new Due(SET_A, Cause.RETRY));
    }

    @Test
    void aNewRecheckCutsASetbackShort() {
        // Given
        var retryAt = NOW.plusSeconds(60);
        var ledger = Ledger.EMPTY.with(A, new Setback(3, retryAt, Optional.of("t1"), Optional.of("m")));

        // When / Then
        assertThat(Plan.of(order("t1", SET_A), ledger, NOW).due()).isEmpty();
        assertThat(Plan.of(order("t2", SET_A), ledger, NOW).due()).containsExactly(new Due(SET_A, Cause.RECHECK));
    }

    @Test
    void aSuccessEndsASetback() {
        // Given
        var ledger = Ledger.EMPTY
                .with(A, new Setback(3, NOW.plusSeconds(60), Optional.empty(), Optional.of("m")))
                .with(evaluated(A, null, NOW));

        // When / Then
        assertThat(ledger.setback(A)).isEmpty();
        assertThat(Plan.of(order(null, SET_A), ledger, NOW).due()).isEmpty();
    }

    @Test
    void aClockThatWasSetBackPostponesNothing() {
        // Given
        var ahead = NOW.plus(Duration.ofDays(30));
        var ran = Ledger.EMPTY.with(evaluated(A, null, ahead));
        var paused = Ledger.EMPTY.with(A, new Setback(1, ahead, Optional.empty(), Optional.of("m")));

        // When / Then
        assertThat(Plan.of(order(null, SET_A), ran, NOW).wake()).contains(Instant.parse("2026-03-04T05:15:30Z"));
        assertThat(Plan.of(order(null, SET_A), paused, NOW).due()).hasSize(1);
    }

    @Test
    void whatIsNotAssignedAnyMoreIsForgotten() {
        // Given
        var ledger = Ledger.EMPTY
                .with(evaluated(A, null, NOW))
                .with(B, new Setback(1, NOW, Optional.empty(), Optional.of("m")));

        // When
        var kept = ledger.retain(Set.of());

        // Then
        assertThat(kept).isEqualTo(Ledger.EMPTY);
    }
}
