package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.Evaluation;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.Severity;
import dev.rampart.crds.v1alpha1.SeverityChange;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.Thresholds;
import dev.rampart.crds.v1alpha1.VariableValue;
import dev.rampart.crds.v1alpha1.WorstCheck;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.eval.RuleNeeds;
import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.scan.HostScan;
import dev.rampart.policy.scan.State;
import dev.rampart.policy.scan.Tripwires;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy changes of the catalogue, from its spec to its report. */
class TailoringIT extends OperatorScenario {

    private static final String TRIES = "linux-ssh-max-auth-tries";
    private static final Tripwires INTACT = new Tripwires(State.INTACT, State.INTACT, State.INTACT);

    @Test
    void twoPoliciesWithOneCheckAndTwoValuesGetTwoRightVerdicts() {
        // Given nodes that allow six attempts
        apply("it-strict", spec(tries("4"), null));
        apply("it-lax", spec(tries("8"), null));
        // A scanner would look again when the second set arrives; what stands for it here reports once.
        for (var node : List.of(cp, worker)) {
            within(
                    20,
                    () -> assertThat(nodes.scan(node).getSpec().assignments())
                            .extracting(Assignment::policy)
                            .contains("it-strict", "it-lax"));
        }

        // When both are evaluated by the scanner's engine
        reportAll(TailoringIT::evaluated);

        // Then
        within(20, () -> {
            assertThat(report("it-strict").result()).isEqualTo(Result.NOT_MET);
            assertThat(report("it-strict").worst())
                    .extracting(WorstCheck::check)
                    .containsExactly(TRIES);
            assertThat(report("it-lax").result()).isEqualTo(Result.MET);
            assertThat(report("it-lax").tailoring()).isEqualTo(tries("8"));
        });
    }

    @Test
    void whatIsDisabledIsNotCountedAndIsNamedAndASeverityIsThePolicys() {
        // Given
        var disable = List.of(new DisabledCheck("linux-cron-enabled", "Timers of systemd do what cron would."));
        var severity = List.of(new SeverityChange(TRIES, Severity.CRITICAL, "The bastion's only lock."));
        apply(spec(null, null));
        reportAll(TailoringIT::evaluated);
        within(20, () -> assertThat(report().result()).isEqualTo(Result.NOT_MET));
        int before = Objects.requireNonNull(report().counts()).total();
        assertThat(report().criticalFailing()).isZero();

        // When
        var tailoring = new Tailoring(disable, severity, null);
        apply(spec(tailoring, new Thresholds(50, 0)));
        within(20, () -> assertThat(report().policyGeneration()).isEqualTo(2));
        reportAll(TailoringIT::evaluated);

        // Then
        within(20, () -> {
            assertThat(report().result()).isEqualTo(Result.NOT_MET);
            assertThat(Objects.requireNonNull(report().counts()).total()).isEqualTo(before - 2);
            assertThat(report().tailoring()).isEqualTo(tailoring);
            assertThat(report().worst())
                    .extracting(WorstCheck::check, WorstCheck::severity)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(TRIES, "critical"));
            assertThat(report().criticalFailing()).isEqualTo(1);
            assertThat(condition("ThresholdsMet").status()).isEqualTo("False");
            assertThat(condition("ThresholdsMet").message()).contains("spec.thresholds.maxCritical 0");
            assertThat(condition("Ready").status()).isEqualTo("True");
        });
    }

    @Test
    void aNameThatTheCatalogueDoesNotHaveStallsThePolicyAndTheReportSaysSo() {
        // When
        apply(spec(new Tailoring(null, null, List.of(new VariableValue("ssh-max-tries", "4", "r"))), null));

        // Then
        within(20, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Stalled").reason()).isEqualTo("InvalidSpec");
            assertThat(condition("Stalled").message())
                    .contains("spec.tailoring.variables[0].name", "ssh-max-tries", "nearest are ssh-max-auth-tries");
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
        });
    }

    @Test
    void zoneJitterAndTimeoutReachTheNodes() {
        // When
        apply(new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_LINUX, "0 3 * * *")),
                null,
                null,
                new Evaluation("Asia/Tokyo", "20m", "90s", null),
                null));

        // Then
        within(
                20,
                () -> assertThat(nodes.scan(worker).getSpec().assignments())
                        .singleElement()
                        .satisfies(a -> {
                            assertThat(a.timezone()).isEqualTo("Asia/Tokyo");
                            assertThat(a.jitter()).isEqualTo("1200s");
                            assertThat(nodes.checkSet(a).timeout()).contains(java.time.Duration.ofSeconds(90));
                        }));
    }

    private static Tailoring tries(String most) {
        return new Tailoring(
                null, null, List.of(new VariableValue("ssh-max-auth-tries", most, "Our agents offer many keys.")));
    }

    private static CompliancePolicySpec spec(@Nullable Tailoring tailoring, @Nullable Thresholds thresholds) {
        return new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_LINUX, "0 3 1 1 *")),
                null,
                tailoring,
                null,
                thresholds);
    }

    /** As the scanner would, on a node where sshd says six; whatever else is asked passes. */
    private static Verdict evaluated(CheckSet set, int index) {
        var check = set.checks().get(index);
        if (!check.id().equals(TRIES)) {
            return Verdict.passed();
        }
        var command =
                "sh -c \"sshd -T -C user=root,host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport=22 || exit 127\"";
        var sshd = new CommandResult.Finished(0, "maxauthtries 6\n".getBytes(StandardCharsets.UTF_8), false);
        var host = new MemoryHost(Map.of(), Map.of(RuleNeeds.argvOf(command), sshd));
        var one = new CheckSet(set.policy(), set.role(), set.schedule(), List.of(check));
        return Objects.requireNonNull(
                        new HostScan(host).run(Map.of("d", one), INTACT).get("d"))
                .verdicts()
                .getFirst();
    }
}
