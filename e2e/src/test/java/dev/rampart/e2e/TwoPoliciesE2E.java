package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.VariableValue;
import dev.rampart.crds.v1alpha1.WorstCheck;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two policies ask the same nodes the same question with different values, and one of them leaves a check out. */
class TwoPoliciesE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String STRICT = "two-strict";
    private static final String LAX = "two-lax";
    private static final String TRIES = "linux-ssh-max-auth-tries";
    private static final String LEFT_OUT = "linux-cron-enabled";

    @AfterAll
    static void clean() {
        var scenario = new Scenario(RAMPART.client());
        scenario.deletePolicy(STRICT);
        scenario.deletePolicy(LAX);
    }

    @Test
    void eachGetsTheVerdictOfItsOwnValueOnEveryNode() {
        // Given what sshd of the nodes allows
        var line = "sshd -T | sed -n 's/^maxauthtries //p'";
        int allowed = Integer.parseInt(RAMPART.nodes().sh(NODE_A, line));
        assertThat(RAMPART.nodes().sh(NODE_B, line)).isEqualTo(Integer.toString(allowed));
        assertThat(allowed).as("a range around it can be set").isBetween(2, 10);
        var scenario = new Scenario(RAMPART.client());

        // When
        scenario.applyPolicyOverEverything(STRICT, tailoring(allowed - 1, List.of()));
        var cron = List.of(new DisabledCheck(LEFT_OUT, "Timers of systemd do what cron would."));
        scenario.applyPolicyOverEverything(LAX, tailoring(allowed, cron));

        // Then
        var strict = scenario.awaitReport(STRICT, "complete", Scenario::isComplete);
        var lax = scenario.awaitReport(LAX, "complete", Scenario::isComplete);
        var verdicts = new NodeVerdicts(RAMPART.client());
        for (var node : List.of(NODE_A, NODE_B)) {
            var ofStrict = verdicts.of(node, STRICT);
            var ofLax = verdicts.of(node, LAX);
            assertThat(ofStrict).containsEntry(TRIES, Verdict.failed());
            assertThat(ofLax).containsEntry(TRIES, Verdict.passed()).doesNotContainKey(LEFT_OUT);
            // And in everything else they agree, because they speak of the same node.
            ofStrict.keySet().removeAll(List.of(TRIES, LEFT_OUT));
            ofLax.remove(TRIES);
            assertThat(ofLax).isEqualTo(ofStrict);
        }
        assertThat(failing(strict)).contains(TRIES);
        assertThat(failing(lax)).doesNotContain(TRIES);
        assertThat(Sums.ofReport(lax).total()).isEqualTo(Sums.ofReport(strict).total() - 2);
        assertThat(Objects.requireNonNull(lax.tailoring()).disable()).isEqualTo(cron);
    }

    private static Tailoring tailoring(int tries, List<DisabledCheck> disable) {
        return new Tailoring(
                disable,
                null,
                List.of(new VariableValue("ssh-max-auth-tries", Integer.toString(tries), "As many keys as we have.")));
    }

    private static List<String> failing(ComplianceReportStatus report) {
        return Optional.ofNullable(report.worst()).orElse(List.of()).stream()
                .map(WorstCheck::check)
                .toList();
    }
}
