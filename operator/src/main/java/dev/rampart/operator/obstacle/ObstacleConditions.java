package dev.rampart.operator.obstacle;

import static dev.rampart.crds.condition.ConditionStatus.False;
import static dev.rampart.crds.condition.ConditionStatus.True;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.condition.WantedCondition;
import java.util.List;
import java.util.stream.Collectors;

/** Lays obstacles over the conditions that a policy would have without them. */
public final class ObstacleConditions {

    private ObstacleConditions() {}

    /**
     * Stalled and Ready tell of the first obstacle, in the order given, with the others behind it; a domain condition
     * that is not True does too, because the obstacle is why. What the user must edit in the spec stays first.
     */
    public static List<WantedCondition> overlay(List<WantedCondition> conditions, List<Obstacle> obstacles) {
        if (obstacles.isEmpty() || conditions.stream().anyMatch(c -> c.reason() == ConditionReason.InvalidSpec)) {
            return conditions;
        }
        var reason = obstacles.getFirst().reason();
        var message = obstacles.stream().map(Obstacle::message).distinct().collect(Collectors.joining("; "));
        return conditions.stream()
                .map(c -> switch (c.type()) {
                    case Ready -> new WantedCondition(c.type(), False, reason, message);
                    case Stalled -> new WantedCondition(c.type(), True, reason, message);
                    case Reconciling ->
                        new WantedCondition(c.type(), False, reason, "waiting for what Stalled tells of");
                    case PoliciesDistributed, Evaluated -> explained(c, reason, message);
                    default -> c;
                })
                .toList();
    }

    private static WantedCondition explained(WantedCondition condition, ConditionReason reason, String message) {
        return condition.status() == False && waitsForNobodyElse(condition)
                ? new WantedCondition(condition.type(), False, reason, message)
                : condition;
    }

    /** Refused results and a missing binding are told as they are: another obstacle explains neither. */
    private static boolean waitsForNobodyElse(WantedCondition condition) {
        return condition.type() == ConditionType.PoliciesDistributed
                || condition.reason() == ConditionReason.ResultsMissing;
    }
}
