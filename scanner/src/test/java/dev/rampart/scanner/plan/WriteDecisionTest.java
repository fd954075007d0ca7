package dev.rampart.scanner.plan;

import static dev.rampart.scanner.plan.Fixtures.A;
import static dev.rampart.scanner.plan.Fixtures.B;
import static dev.rampart.scanner.plan.Fixtures.NODE;
import static dev.rampart.scanner.plan.Fixtures.NOW;
import static dev.rampart.scanner.plan.Fixtures.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.nodescan.ScanResult.TripwireStates;
import dev.rampart.scanner.plan.WriteDecision.Occasion;
import dev.rampart.scanner.plan.WriteDecision.Silence;
import dev.rampart.scanner.plan.WriteDecision.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteDecisionTest {

    private static final Spread HALF = new Spread(0.5);
    private static final Optional<String> NO_RECHECK = Optional.empty();
    private static final TripwireStates INTACT = new TripwireStates("Intact", "Intact", "Intact");

    private static NodeScanStatus status(@Nullable String message, ScanResult... results) {
        return new NodeScanStatus(NOW.toString(), List.of(results), "0.1", message);
    }

    private static WriteDecision decide(NodeScanStatus published, NodeScanStatus wanted, Instant now) {
        return WriteDecision.of(published, wanted, NO_RECHECK, HALF, now);
    }

    @Test
    void theSameContentIsNotWritten() {
        // Given
        var before = status(null, result(A, null));

        // When / Then
        assertThat(decide(before, status(null, result(A, null)), NOW)).isInstanceOf(Silence.class);
    }

    @Test
    void anotherTimeOrDurationIsNoContent() {
        // Given
        var before = status(null, result(A, null));
        var after = status(
                null, new ScanResult(A, NODE, null, "2026-03-04T05:30:00Z", "AQ==", "AA==", null, "9000ms", INTACT));

        // When / Then
        assertThat(decide(before, after, NOW)).isInstanceOf(Silence.class);
    }

    static Stream<NodeScanStatus> changes() {
        return Stream.of(
                status(null, new ScanResult(A, NODE, null, "t", "Ag==", "AA==", null, "3ms", INTACT)),
                status(null, new ScanResult(A, NODE, null, "t", "AQ==", "AQ==", null, "3ms", INTACT)),
                status(null, new ScanResult(A, NODE, null, "t", "AQ==", null, null, "3ms", INTACT)),
                status(null, new ScanResult(A, NODE, null, "t", "AQ==", "AA==", "QQ==", "3ms", INTACT)),
                status(null, new ScanResult(A, "other", null, "t", "AQ==", "AA==", null, "3ms", INTACT)),
                status(null, new ScanResult(A, NODE, null, "t", "AQ==", "AA==", null, "3ms", null)),
                status(
                        null,
                        new ScanResult(
                                A,
                                NODE,
                                null,
                                "t",
                                "AQ==",
                                "AA==",
                                null,
                                "3ms",
                                new TripwireStates("Intact", "Broken", "Intact"))),
                status(null, result(B, null)),
                status(null, result(A, null), result(B, null)),
                status(null),
                status("a sentence", result(A, null)),
                new NodeScanStatus(NOW.toString(), List.of(result(A, null)), "0.2", null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changedContentIsWritten(NodeScanStatus wanted) {
        // Given
        var before = status(null, result(A, null));

        // When / Then
        assertThat(decide(before, wanted, NOW)).isEqualTo(new Write(Occasion.CONTENT));
        assertThat(decide(wanted, before, NOW)).isEqualTo(new Write(Occasion.CONTENT));
    }

    @Test
    void theSameSetTwiceInThePublishedStatusIsCleanedUp() {
        // Given
        var before = status(null, result(A, null), result(A, null));

        // When / Then
        assertThat(decide(before, status(null, result(A, null)), NOW)).isEqualTo(new Write(Occasion.CONTENT));
    }

    @Test
    void anAnsweredRecheckIsWrittenAlthoughNothingChanged() {
        // Given
        var before = status(null, result(A, "t1"));
        var after = status(null, result(A, "t2"));

        // When / Then
        assertThat(WriteDecision.of(before, after, Optional.of("t2"), HALF, NOW))
                .isEqualTo(new Write(Occasion.RECHECK));
        assertThat(WriteDecision.of(after, after, Optional.of("t2"), HALF, NOW)).isInstanceOf(Silence.class);
    }

    @Test
    void aRecheckThatNoResultAnswersYetIsNotWritten() {
        // Given
        var status = status(null, result(A, "t1"));

        // When / Then
        assertThat(WriteDecision.of(status, status, Optional.of("t2"), HALF, NOW))
                .isInstanceOf(Silence.class);
    }

    @Test
    void oneOfTwoSetsThatAnswersIsWritten() {
        // Given
        var before = status(null, result(A, "t1"), result(B, "t1"));
        var after = status(null, result(A, "t2"), result(B, "t1"));

        // When / Then
        assertThat(WriteDecision.of(before, after, Optional.of("t2"), HALF, NOW))
                .isEqualTo(new Write(Occasion.RECHECK));
    }

    @Test
    void theHeartbeatIsDueAfterTheNodesOwnPartOfAnHour() {
        // Given
        var status = status(null, result(A, null));
        var due = NOW.plus(Duration.ofMinutes(57));

        // When / Then
        assertThat(decide(status, status, due.minusMillis(1))).isEqualTo(new Silence(due));
        assertThat(decide(status, status, due)).isEqualTo(new Write(Occasion.HEARTBEAT));
    }

    @Test
    void aHeartbeatThatIsMissingNonsenseOrFromTheFutureIsDue() {
        for (var heartbeat : new @Nullable String[] {null, "", "yesterday", "2026-03-04T05:06:08Z"}) {
            // Given
            var published = new NodeScanStatus(heartbeat, List.of(result(A, null)), "0.1", null);

            // When / Then
            assertThat(decide(published, status(null, result(A, null)), NOW)).isEqualTo(new Write(Occasion.HEARTBEAT));
        }
    }

    @Test
    void noStatusAtAllIsWrittenEvenWithoutResults() {
        // When / Then
        assertThat(decide(NodeScanStatus.EMPTY, status(null), NOW)).isEqualTo(new Write(Occasion.CONTENT));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(doubles = {0, 0.1, 0.9999})
    void heartbeatsNeverLieFurtherApartThanAnHourNorMuchCloser(double fraction) {
        // Given
        var status = status(null, result(A, null));

        // When
        var decision = WriteDecision.of(status, status, NO_RECHECK, new Spread(fraction), NOW);

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Silence.class,
                        s -> assertThat(Duration.between(NOW, s.heartbeatDue()))
                                .isBetween(Duration.ofMinutes(54), Duration.ofHours(1)));
    }
}
