package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The control plane restarts, goes away or crawls: Rampart waits without a storm and then ends what it was asked for. */
class ControlPlaneFaultsE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    @RegisterExtension
    final CleanLog cleanLog = new CleanLog(RAMPART::client);

    private static final String POLICY = "control-plane-faults";
    private static final String ROUNDS = "dev.rampart.e2e.Rounds#all";
    private static final String API_SERVER = "kube-apiserver";
    private static final Duration AWAY = Duration.ofMinutes(2);

    /** One informer for each kind; a start and a cut watch may each list once. */
    private static final long LISTS_OF_A_KIND = 2;

    /** What a heap of 96 MiB can make of a process more than once it has settled. */
    private static final int GROWTH_MEBIBYTES = 25;

    private Scenario scenario;
    private OperatorPods operator;
    private Converged converged;

    @BeforeEach
    void evaluated() {
        scenario = new Scenario(RAMPART.client());
        operator = new OperatorPods(RAMPART.client(), RAMPART.nodes());
        converged = new Converged(RAMPART, scenario, POLICY);
        operator.replace();
        scenario.evaluate(POLICY);
        converged.check(NODE_A, NODE_B);
    }

    @AfterEach
    void deletePolicy() {
        scenario.deletePolicy(POLICY);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void aRestartOfTheApiServerCutsEveryWatchAndCausesNoStorm(int round) {
        var leader = operator.leader();
        var before = operator.restarts(leader);
        var from = Instant.now();

        RAMPART.nodes().stop(API_SERVER);
        RAMPART.nodes().start(API_SERVER);

        converged.check(NODE_A, NODE_B);
        assertThat(operator.restarts(leader))
                .as("a short restart is waited out")
                .isEqualTo(before);
        assertNoStorm(from);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void anApiServerAwayForTwoMinutesIsWaitedFor(int round) {
        var leader = operator.leader();
        var memory = operator.residentMebibytes(leader);
        RAMPART.nodes().stop(API_SERVER);
        try {
            await("two minutes without API server")
                    .pollDelay(AWAY)
                    .atMost(AWAY.plusSeconds(10))
                    .until(() -> true);
        } finally {
            RAMPART.nodes().start(API_SERVER);
        }
        var back = Instant.now();

        Scenario.patiently("an operator leads again").until(() -> operator.isReady(operator.leader()));
        converged.check(NODE_A, NODE_B);
        System.out.println("measured: report complete "
                + Duration.between(back, Instant.now()).toSeconds() + " s after the API server came back");
        assertNoStorm(back);
        assertThat(operator.residentMebibytes(operator.leader())).isLessThan(memory + GROWTH_MEBIBYTES);
    }

    @ParameterizedTest
    @MethodSource(ROUNDS)
    void aSlowEtcdSlowsTheAnswerAndChangesNothing(int round) {
        var leader = operator.leader();
        var before = operator.restarts(leader);
        RAMPART.nodes().slowEtcd(300);
        try {
            scenario.recheck(NODE_A);
            scenario.recheck(NODE_B);
        } finally {
            RAMPART.nodes().slowEtcd(0);
        }
        converged.check(NODE_A, NODE_B);
        assertThat(operator.restarts(leader)).isEqualTo(before);
    }

    private static void assertNoStorm(Instant from) {
        var lists = RAMPART.audit().between(from, Instant.now()).stream()
                .filter(e -> e.isOperator()
                        && e.use().verb().equals("list")
                        && !e.uri().contains("continue="))
                .collect(groupingBy(e -> e.use().resource(), counting()));
        assertThat(lists)
                .allSatisfy((kind, count) ->
                        assertThat(count).as("lists of %s", kind).isLessThanOrEqualTo(LISTS_OF_A_KIND));
    }
}
