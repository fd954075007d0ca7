package dev.rampart.operator.obstacle;

import static dev.rampart.crds.condition.ConditionStatus.False;
import static dev.rampart.crds.condition.ConditionStatus.True;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionStatus;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.condition.WantedCondition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObstacleConditionsTest {

    private static final Obstacle LABEL = PodSecurityLabel.judge(new NamespaceBuilder()
                    .withNewMetadata()
                    .withName("rampart-nodes")
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build())
            .orElseThrow();

    private static WantedCondition wanted(ConditionType type, ConditionStatus status, ConditionReason reason) {
        return new WantedCondition(type, status, reason, "as before");
    }

    private static final List<WantedCondition> WAITING = List.of(
            wanted(ConditionType.Resolved, True, ConditionReason.AsExpected),
            wanted(ConditionType.PoliciesDistributed, False, ConditionReason.NotDistributed),
            wanted(ConditionType.Evaluated, False, ConditionReason.ResultsRefused),
            wanted(ConditionType.Stalled, False, ConditionReason.AsExpected),
            wanted(ConditionType.Reconciling, True, ConditionReason.NotDistributed),
            wanted(ConditionType.Ready, False, ConditionReason.NotDistributed));

    @Test
    void withoutObstaclesNothingChanges() {
        assertThat(ObstacleConditions.overlay(WAITING, List.of())).isEqualTo(WAITING);
    }

    @Test
    void anObstacleStallsAndExplainsWhatItKeepsBack() {
        var result = ObstacleConditions.overlay(WAITING, List.of(LABEL, new Obstacle.Refused("and this")));
        assertThat(result).extracting(WantedCondition::status).containsExactly(True, False, False, True, False, False);
        assertThat(result)
                .extracting(WantedCondition::reason)
                .containsExactly(
                        ConditionReason.AsExpected,
                        ConditionReason.PodSecurity,
                        ConditionReason.ResultsRefused,
                        ConditionReason.PodSecurity,
                        ConditionReason.PodSecurity,
                        ConditionReason.PodSecurity);
        assertThat(result.getLast().message())
                .contains("kubectl label --overwrite namespace rampart-nodes"
                        + " pod-security.kubernetes.io/enforce=privileged")
                .contains("; and this");
    }

    @Test
    void anInvalidSpecIsToldFirst() {
        var invalid = List.of(wanted(ConditionType.Stalled, True, ConditionReason.InvalidSpec));
        assertThat(ObstacleConditions.overlay(invalid, List.of(LABEL))).isEqualTo(invalid);
    }

    @Test
    void privilegedAndUnlabelledNamespacesAreNoObstacle() {
        var none = new NamespaceBuilder()
                .withNewMetadata()
                .withName("n")
                .endMetadata()
                .build();
        assertThat(PodSecurityLabel.judge(none)).isEmpty();
        assertThat(PodSecurityLabel.judge(none.edit()
                        .editMetadata()
                        .addToLabels("pod-security.kubernetes.io/enforce", "privileged")
                        .endMetadata()
                        .build()))
                .isEmpty();
    }
}
