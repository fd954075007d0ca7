package dev.rampart.operator.compliancepolicy;

import static dev.rampart.crds.condition.ConditionStatus.False;
import static dev.rampart.crds.condition.ConditionStatus.True;
import static dev.rampart.crds.condition.ConditionStatus.Unknown;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionStatus;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.condition.WantedCondition;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the figures of a report are good enough. Only proven figures are: while anything is unknown nobody can say,
 * whatever the score of the rest.
 */
final class ThresholdCondition {

    private ThresholdCondition() {}

    /** @param figures of the policy's generation; absent while the report speaks of another */
    static WantedCondition of(Thresholds thresholds, Optional<ComplianceReportStatus> figures) {
        if (figures.isEmpty()) {
            return wanted(Unknown, ConditionReason.InProgress, "the report of this generation is being written");
        }
        var complete = figures.map(ComplianceReportStatus::conditions).orElse(List.of()).stream()
                .filter(c -> c.type().equals(ConditionType.Complete.name()))
                .findFirst();
        if (complete.filter(c -> c.status().equals(True.name())).isEmpty()) {
            return wanted(
                    Unknown,
                    complete.map(Condition::reason)
                            .flatMap(ConditionReason::of)
                            .orElse(ConditionReason.VerdictsUnknown),
                    "not decided while the report is not complete: "
                            + complete.map(Condition::message).orElse(""));
        }
        var misses = misses(thresholds, figures.get());
        return misses.isEmpty()
                ? wanted(True, ConditionReason.AsExpected, "the figures are within spec.thresholds")
                : wanted(False, ConditionReason.ThresholdsNotMet, String.join("; ", misses));
    }

    private static List<String> misses(Thresholds thresholds, ComplianceReportStatus figures) {
        var misses = new ArrayList<String>();
        int score = Objects.requireNonNullElse(figures.score(), 0);
        if (thresholds.minScore() != null && score < thresholds.minScore()) {
            misses.add("score " + score + " is below spec.thresholds.minScore " + thresholds.minScore());
        }
        int critical = Objects.requireNonNullElse(figures.criticalFailing(), 0);
        if (thresholds.maxCritical() != null && critical > thresholds.maxCritical()) {
            misses.add(critical + " checks of severity critical fail, more than spec.thresholds.maxCritical "
                    + thresholds.maxCritical());
        }
        return misses;
    }

    private static WantedCondition wanted(ConditionStatus status, ConditionReason reason, String message) {
        return new WantedCondition(ConditionType.ThresholdsMet, status, reason, message);
    }
}
