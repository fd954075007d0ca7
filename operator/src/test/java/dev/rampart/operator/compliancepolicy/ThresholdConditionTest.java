package dev.rampart.operator.compliancepolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionStatus;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.Thresholds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdConditionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "90,  -, 90, 3, True,  the figures are within spec.thresholds",
                "91,  -, 90, 0, False, score 90 is below spec.thresholds.minScore 91",
                "-,   0, 10, 0, True,  the figures are within spec.thresholds",
                "-,   2, 99, 3, False, '3 checks of severity critical fail, more than spec.thresholds.maxCritical 2'",
                "100, 0, 80, 1, False, score 80 is below spec.thresholds.minScore 100; 1 checks of severity critical fail",
            })
    void whatIsProvenIsCompared(
            @Nullable Integer minScore,
            @Nullable Integer maxCritical,
            int score,
            int critical,
            ConditionStatus expected,
            String message) {
        var condition = ThresholdCondition.of(new Thresholds(minScore, maxCritical), figures("True", score, critical));

        assertThat(condition.status()).isEqualTo(expected);
        assertThat(condition.message()).startsWith(message);
    }

    @Test
    void nothingIsSaidOfFiguresThatAreNotProven() {
        var condition = ThresholdCondition.of(new Thresholds(1, 100), figures("False", 100, 0));

        assertThat(condition.status()).isEqualTo(ConditionStatus.Unknown);
        assertThat(condition.reason()).isEqualTo(ConditionReason.VerdictsUnknown);
        assertThat(condition.message()).contains("not complete: 3 of 9 verdicts");
    }

    @Test
    void nothingIsSaidOfTheFiguresOfAnEarlierSpec() {
        var condition = ThresholdCondition.of(new Thresholds(1, 100), Optional.empty());

        assertThat(condition.status()).isEqualTo(ConditionStatus.Unknown);
        assertThat(condition.reason()).isEqualTo(ConditionReason.InProgress);
    }

    private static Optional<ComplianceReportStatus> figures(String complete, int score, int critical) {
        var reason = complete.equals("True") ? "AsExpected" : "VerdictsUnknown";
        var condition =
                new Condition("Complete", complete, reason, "3 of 9 verdicts are unknown", "2026-11-01T12:00:00Z", 1L);
        return Optional.of(new ComplianceReportStatus(
                1L,
                List.of(condition),
                1L,
                null,
                score,
                100,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                critical,
                null,
                null));
    }
}
