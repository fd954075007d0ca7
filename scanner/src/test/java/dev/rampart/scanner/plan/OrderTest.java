package dev.rampart.scanner.plan;

import static dev.rampart.scanner.plan.Fixtures.A;
import static dev.rampart.scanner.plan.Fixtures.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.nodescan.NodeScanSpec;
import dev.rampart.scanner.nodescan.NodeScanSpec.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    private static final Spread SPREAD = new Spread(0);

    private static Order of(@Nullable List<Assignment> assignments) {
        return Order.of(new NodeScanSpec("uid", "machine", assignments, null), SPREAD);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 2026-03-04T07:00:00Z",
                "Europe/Berlin, -, 2026-03-04T06:00:00Z",
                "Europe/Berlin, 2h, 2026-03-04T07:00:00Z",
                "Europe/Berlin, 0s, 2026-03-04T06:00:00Z",
                // Never spread over more than the interval of 24 h.
                "-, 72h, 2026-03-04T19:00:00Z",
            })
    void aScheduleIsFollowedByTheClockOfItsZoneAndSpreadByItsJitter(
            @Nullable String timezone, @Nullable String jitter, Instant expected) {
        // Given
        var assignment = new Assignment(A, "x", "0 7 * * *", timezone, jitter, "p");

        // When
        var order = Order.of(new NodeScanSpec("uid", "m", List.of(assignment), null), new Spread(0.5));

        // Then
        assertThat(order.problems()).isEmpty();
        var timetable = order.sets().getFirst().timetable().orElseThrow();
        assertThat(timetable.nextAfter(Instant.parse("2026-03-04T03:00:00Z")))
                .hasValueSatisfying(next -> assertThat(next)
                        .isBetween(expected, expected.plus(jitter == null ? Duration.ofMinutes(5) : Duration.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({
        "Mars/Base, 5m, '\"Mars/Base\" is no IANA time zone'",
        "UTC, soon, '\"soon\" is no duration'",
    })
    void aZoneOrJitterThatIsWrongIsNamedAndNothingIsScheduled(String timezone, String jitter, String problem) {
        // When
        var order = of(List.of(new Assignment(A, "x", "0 7 * * *", timezone, jitter, "p")));

        // Then
        assertThat(order.sets())
                .singleElement()
                .satisfies(s -> assertThat(s.timetable()).isEmpty());
        assertThat(order.problems()).singleElement().asString().contains("spec.assignments[0].schedule", problem);
    }

    @Test
    void aWholeAssignmentIsTakenOver() {
        // When
        var order = of(List.of(new Assignment(A, "rampart-checks-a", "0 */6 * * *", null, null, "quickstart")));

        // Then
        assertThat(order.problems()).isEmpty();
        assertThat(order.sets()).singleElement().satisfies(set -> {
            assertThat(set.digest()).isEqualTo(A);
            assertThat(set.configMap()).isEqualTo("rampart-checks-a");
            assertThat(set.timetable()).isPresent();
        });
    }

    @Test
    void withoutANodeUidNothingIsEvaluated() {
        // When
        var order = Order.of(
                new NodeScanSpec(null, "m", List.of(new Assignment(A, "x", null, null, null, "p")), "token"), SPREAD);

        // Then
        assertThat(order.sets()).isEmpty();
        assertThat(order.recheck()).isEmpty();
        assertThat(order.problems()).singleElement().asString().startsWith("spec.nodeUID is missing");
    }

    @Test
    void noAssignmentsIsNoProblem() {
        assertThat(of(null).problems()).isEmpty();
        assertThat(of(List.of()).sets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, rampart-checks-a, 'spec.assignments[0].digest is no sha256 in hex'",
                "abc, rampart-checks-a, 'spec.assignments[0].digest is no sha256 in hex'",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, -,"
                        + " 'spec.assignments[0].configMap is no object name'",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, ../../secrets/x,"
                        + " 'spec.assignments[0].configMap is no object name'",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, x?y=z,"
                        + " 'spec.assignments[0].configMap is no object name'",
            })
    void aWrongAssignmentIsNamedAndTheOthersCount(@Nullable String digest, @Nullable String configMap, String problem) {
        // When
        var order = of(List.of(
                new Assignment(digest, configMap, null, null, null, "p"),
                new Assignment(B, "good", null, null, null, "p")));

        // Then
        assertThat(order.problems()).containsExactly(problem);
        assertThat(order.sets()).extracting(AssignedSet::digest).containsExactly(B);
    }

    @Test
    void aScheduleThatIsWrongIsNamedAndTheSetStillAnswersRechecks() {
        // When
        var order = of(List.of(new Assignment(A, "x", "61 * * * *", null, null, "p")));

        // Then
        assertThat(order.sets())
                .singleElement()
                .satisfies(s -> assertThat(s.timetable()).isEmpty());
        assertThat(order.problems()).singleElement().asString().startsWith("spec.assignments[0].schedule: ");
    }

    @Test
    void theNinthSetIsRefused() {
        // Given
        var assignments = new ArrayList<Assignment>();
        for (int i = 1; i <= 9; i++) {
            assignments.add(new Assignment(String.valueOf(i).repeat(64), "x" + i, null, null, null, "p"));
        }

        // When
        var order = of(assignments);

        // Then
        assertThat(order.sets()).hasSize(Order.MAX_SETS);
        assertThat(order.problems())
                .containsExactly("spec.assignments[8] is one more than the 8 check sets that a node evaluates");
    }

    @Test
    void theSameDigestTwiceCountsOnce() {
        // When
        var order = of(
                List.of(new Assignment(A, "x", null, null, null, "p"), new Assignment(A, "y", null, null, null, "q")));

        // Then
        assertThat(order.sets()).extracting(AssignedSet::configMap).containsExactly("x");
    }

    @Test
    void aTokenThatIsTooLongIsNotAnswered() {
        // When
        var order = Order.of(new NodeScanSpec("uid", "m", List.of(), "t".repeat(257)), SPREAD);

        // Then
        assertThat(order.recheck()).isEmpty();
        assertThat(order.problems()).singleElement().asString().startsWith("spec.recheck is longer than 256");
    }
}
