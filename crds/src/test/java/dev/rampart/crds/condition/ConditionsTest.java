package dev.rampart.crds.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.crds.v1alpha1.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final String EARLIER = "2026-11-01T06:00:00Z";
    private static final String NOW = "2026-11-01T12:00:00Z";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00.987Z"), ZoneOffset.UTC);

    @Test
    void aNewConditionGetsTheTimeInWholeSecondsAndTheGeneration() {
        // When
        var merged = Conditions.merge(null, List.of(wanted(ConditionType.Ready, ConditionStatus.True)), 7, CLOCK);
        // Then
        assertThat(merged).containsExactly(new Condition("Ready", "True", "AsExpected", "all is well", NOW, 7L));
    }

    @Test
    void theTimeStaysWhileOnlyReasonMessageAndGenerationChange() {
        // Given
        var before = List.of(new Condition("Ready", "True", "Pending", "other", EARLIER, 6L));
        // When
        var merged = Conditions.merge(before, List.of(wanted(ConditionType.Ready, ConditionStatus.True)), 7, CLOCK);
        // Then
        assertThat(merged).containsExactly(new Condition("Ready", "True", "AsExpected", "all is well", EARLIER, 7L));
    }

    @Test
    void theTimeMovesWhenTheStatusFlips() {
        // Given
        var before = List.of(new Condition("Ready", "Unknown", "AsExpected", "all is well", EARLIER, 7L));
        // When
        var merged = Conditions.merge(before, List.of(wanted(ConditionType.Ready, ConditionStatus.False)), 7, CLOCK);
        // Then
        assertThat(merged).extracting(Condition::lastTransitionTime).containsExactly(NOW);
    }

    @Test
    void theOrderIsThatOfTheVocabularyWhateverTheOrderAskedFor() {
        // Given
        var wanted = List.of(
                wanted(ConditionType.Evaluated, ConditionStatus.True),
                wanted(ConditionType.Ready, ConditionStatus.True),
                wanted(ConditionType.Resolved, ConditionStatus.True));
        // When
        var merged = Conditions.merge(List.of(), wanted, 1, CLOCK);
        // Then
        assertThat(merged).extracting(Condition::type).containsExactly("Ready", "Resolved", "Evaluated");
        assertThat(Conditions.merge(List.of(), wanted.reversed(), 1, CLOCK)).isEqualTo(merged);
    }

    @Test
    void aTypeThatIsNotWantedIsLeftOut() {
        // Given
        var before = List.of(new Condition("Fresh", "True", "AsExpected", "", EARLIER, 1L));
        // When
        var merged = Conditions.merge(before, List.of(wanted(ConditionType.Ready, ConditionStatus.True)), 1, CLOCK);
        // Then
        assertThat(merged).extracting(Condition::type).containsExactly("Ready");
    }

    @Test
    void aTypeWantedTwiceIsAnError() {
        var twice = List.of(
                wanted(ConditionType.Ready, ConditionStatus.True), wanted(ConditionType.Ready, ConditionStatus.False));
        assertThatThrownBy(() -> Conditions.merge(null, twice, 1, CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wanted twice");
    }

    @Test
    void aMessageBeyondTheBoundIsCutInsteadOfLosingTheWholeStatus() {
        // Given
        var wanted = new WantedCondition(
                ConditionType.Ready, ConditionStatus.False, ConditionReason.ApiFailure, "x".repeat(40_000));
        // When
        var merged = Conditions.merge(null, List.of(wanted), 1, CLOCK);
        // Then
        assertThat(merged.getFirst().message()).hasSize(Conditions.MAX_MESSAGE).endsWith("…");
    }

    private static WantedCondition wanted(ConditionType type, ConditionStatus status) {
        return new WantedCondition(type, status, ConditionReason.AsExpected, "all is well");
    }
}
