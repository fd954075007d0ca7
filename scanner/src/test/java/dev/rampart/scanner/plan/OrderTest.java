package dev.rampart.scanner.plan;

import static dev.rampart.scanner.plan.Fixtures.A;
import static dev.rampart.scanner.plan.Fixtures.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.scanner.nodescan.NodeScanSpec;
import dev.rampart.scanner.nodescan.NodeScanSpec.Assignment;
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

    @Test
    void aWholeAssignmentIsTakenOver() {
        // When
        var order = of(List.of(new Assignment(A, "rampart-checks-a", "0 */6 * * *", "quickstart")));

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
        var order = Order.of(new NodeScanSpec(null, "m", List.of(new Assignment(A, "x", null, "p")), "token"), SPREAD);

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
        var order = of(List.of(new Assignment(digest, configMap, null, "p"), new Assignment(B, "good", null, "p")));

        // Then
        assertThat(order.problems()).containsExactly(problem);
        assertThat(order.sets()).extracting(AssignedSet::digest).containsExactly(B);
    }

    @Test
    void aScheduleThatIsWrongIsNamedAndTheSetStillAnswersRechecks() {
        // When
        var order = of(List.of(new Assignment(A, "x", "61 * * * *", "p")));

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
            assignments.add(new Assignment(String.valueOf(i).repeat(64), "x" + i, null, "p"));
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
        var order = of(List.of(new Assignment(A, "x", null, "p"), new Assignment(A, "y", null, "q")));

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
