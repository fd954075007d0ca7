package dev.rampart.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.model.Facility;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNeedsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"p:sshd", "not p:r:^kube", "c:ps -C kubelet -> r:x", "c:systemctl is-enabled x -> r:^enabled"})
    void whatLooksAtProcessesNeedsThem(String rule) {
        assertThat(RuleNeeds.facilities(List.of(rule))).contains(Facility.PROCESSES);
    }

    @Test
    void aFileNeedsNoProcesses() {
        assertThat(RuleNeeds.facilities(List.of("f:/etc/hosts -> r:p:x", "not d:/etc/p")))
                .isEqualTo(Set.of(Facility.FILES));
    }

    @Test
    void directoriesAndProcessesCanBeEvaluatedAndABangCannot() {
        assertThat(RuleNeeds.objectionTo("d:/etc/ssh -> r:\\.conf$ -> r:^Port")).isEmpty();
        assertThat(RuleNeeds.objectionTo("p:r:^sshd$")).isEmpty();
        assertThat(RuleNeeds.objectionTo("!f:/etc/x")).isPresent();
        assertThat(RuleNeeds.objectionTo("d:relative")).isPresent();
    }
}
