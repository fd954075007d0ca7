package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.FrameworkName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator dies, freezes or is overtaken: no result is lost, none is counted twice, and nobody acts out of turn. */
class OperatorFaultsE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    @RegisterExtension
    final CleanLog cleanLog = new CleanLog(RAMPART::client);

    private static final String POLICY = "operator-faults";
    private static final String ROUNDS = "dev.rampart.e2e.Rounds#all";

    /** The first evaluation takes about two seconds. */
    private static final int MOMENTS = 2_500;

    private KubernetesClient client;
    private Scenario scenario;
    private OperatorPods operator;
    private Converged converged;

    @BeforeEach
    void oneFreshOperator() {
        client = RAMPART.client();
        scenario = new Scenario(client);
        operator = new OperatorPods(client, RAMPART.nodes());
        converged = new Converged(RAMPART, scenario, POLICY);
        operator.replace();
    }

    @AfterEach
    void asShipped() {
        scenario.deletePolicy(POLICY);
        operator.scale(1);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void killedAtARandomMomentOfAnEvaluationItLosesAndDoublesNothing(int round) {
        var moment = new Random(round).nextInt(MOMENTS);
        var pod = operator.leader();
        scenario.applyPolicyOverEverything(POLICY);
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());

        operator.signal("KILL", pod);

        converged.check(NODE_A, NODE_B);
        assertThat(operator.restarts(pod)).as("killed after %s ms", moment).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void theStandbyTakesOverFromAKilledLeader(int round) {
        operator.scale(2);
        var moment = new Random(round).nextInt(MOMENTS);
        var leader = operator.leader();
        scenario.applyPolicyOverEverything(POLICY);
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());

        operator.signal("KILL", leader);
        // The whole pod: its container would be back before the lease has run out.
        client.pods()
                .inNamespace(Names.SYSTEM)
                .withName(leader)
                .withGracePeriod(0)
                .delete();
        var killed = Instant.now();

        awaitOtherLeader(leader);
        measured("fail-over after SIGKILL, another leads", killed);
        converged.check(NODE_A, NODE_B);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void frozenForLongerThanItsLeaseAndThawedItWritesNothing(int round) {
        operator.scale(2);
        var leader = operator.leader();
        var before = operator.restarts(leader);
        scenario.applyPolicyOverEverything(POLICY);
        LockSupport.parkNanos(
                Duration.ofMillis(new Random(round).nextInt(MOMENTS)).toNanos());

        operator.signal("STOP", leader);
        var frozen = Instant.now();
        awaitOtherLeader(leader);
        measured("fail-over after SIGSTOP, another leads", frozen);
        operator.signal("CONT", leader);

        converged.check(NODE_A, NODE_B);
        Scenario.patiently("the thawed process gave up and was started anew")
                .until(() -> operator.restarts(leader) == before + 1 && operator.isReady(leader));
        // What was sent before the freeze may still arrive within the same instant.
        assertThat(RAMPART.audit().between(frozen.plusSeconds(1), Instant.now()))
                .filteredOn(e -> e.pod().equals(leader))
                .filteredOn(AuditLog.Event::isWrite)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void aPolicyEditedWhileItIsEvaluatedGetsTheReportOfItsLastEdit(int round) {
        scenario.applyPolicyOverEverything(POLICY);
        LockSupport.parkNanos(
                Duration.ofMillis(new Random(round).nextInt(MOMENTS)).toNanos());

        scenario.applyPolicy(POLICY, FrameworkName.SOC2);

        Scenario.patiently("the policy is ready in its last edit").until(() -> {
            var policy =
                    client.resources(CompliancePolicy.class).withName(POLICY).require();
            var status = policy.getStatus();
            return status != null
                    && policy.getMetadata().getGeneration().equals(status.observedGeneration())
                    && "True".equals(Scenario.status(status.conditions(), "Ready"));
        });
        var report = scenario.awaitReport(
                POLICY,
                "speaks of soc2 alone",
                r -> r.frameworks() != null && r.frameworks().size() == 1 && Scenario.isComplete(r));
        var counts = converged.check(NODE_A, NODE_B);
        assertThat(Sums.ofReport(report).total()).isEqualTo(counts.total());
    }

    private void awaitOtherLeader(String than) {
        Scenario.patiently("another than " + than + " leads").until(() -> {
            var leader = operator.leader();
            return !leader.isEmpty() && !leader.equals(than);
        });
    }

    private static void measured(String what, Instant since) {
        System.out.println("measured: " + what + " after "
                + Duration.between(since, Instant.now()).toMillis() + " ms");
    }
}
