package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The number of requests as a function of the number of nodes, exact: what bench/scale measures with thousands. Times
 * are not asserted; a machine that is busy would fail them.
 */
class ScaleIT {

    private static final int NODES = 50;
    private static final String POLICY = "scale";
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final List<String> NAMES = IntStream.range(0, NODES)
            .mapToObj(i -> "scale-%d-%02d".formatted(ProcessHandle.current().pid(), i))
            .toList();

    private static OperatorUnderTest operator;
    private static FakeNodes nodes;

    @BeforeAll
    static void start() {
        OperatorUnderTest.install(API);
        API.admin()
                .leases()
                .inNamespace("rampart-system")
                .withName("rampart-operator")
                .delete();
        nodes = new FakeNodes(API.admin());
        NAMES.forEach(name -> nodes.add(name, Map.of()));
        operator = OperatorUnderTest.start(API, REPORT_INTERVAL);
    }

    @AfterAll
    static void stop() {
        API.admin().resources(CompliancePolicy.class).withName(POLICY).delete();
        nodes.removeAll();
        within(() -> assertThat(API.admin().resources(NodeScan.class).list().getItems())
                .isEmpty());
        within(() -> assertThat(
                        API.admin().resources(NodeCompliance.class).list().getItems())
                .isEmpty());
        operator.close();
        nodes.close();
    }

    @Test
    void requestsGrowWithNodesAndNotWithControllersOrChecks() {
        // Each kind is listed and watched by one informer, whatever the number of controllers.
        assertThat(operator.requests().watches())
                .allSatisfy((kind, number) ->
                        assertThat(number).as("watches of %s", kind).isEqualTo(1));
        assertThat(operator.requests().watches())
                .containsKeys(
                        "nodes",
                        "nodescans",
                        "nodecompliances",
                        "compliancepolicies",
                        "compliancereports",
                        "configmaps");

        // When a policy is made, each node gets its assignment and its token in four writes.
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(OperatorScenario.EVERYTHING);
        var before = operator.requests().writes().size();
        API.admin().resource(policy).create();
        within(() -> assertThat(waitingForAnswer()).containsAll(NAMES));
        untilSilent();
        assertThat(writesSince(before))
                .containsEntry("nodescans", 2 * NODES)
                .containsEntry("nodecompliances", NODES)
                .containsEntry("nodecompliances/status", NODES);

        // And each evaluation is one write for each node, and a few for the sum.
        for (int round = 0; round < 2; round++) {
            int failing = round;
            before = operator.requests().writes().size();
            NAMES.forEach(name -> nodes.report(name, (set, i) -> i == failing ? Verdict.failed() : Verdict.passed()));
            within(() -> assertThat(report()).isEqualTo(Result.NOT_MET));
            untilSilent();
            var writes = writesSince(before);
            assertThat(writes).containsEntry("nodecompliances/status", NODES);
            assertThat(writes.keySet())
                    .isSubsetOf(
                            Set.of("nodecompliances/status", "compliancereports/status", "compliancepolicies/status"));
            assertThat(writes.values().stream().mapToInt(i -> i).sum()).isLessThan(NODES + 20);
        }

        // And when kubelets go on sending heartbeats, nothing is written.
        var converged = operator.requests().writes().size();
        await().during(Duration.ofSeconds(11))
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> assertThat(operator.requests().writes()).hasSize(converged));
    }

    private static Map<String, Integer> writesSince(int place) {
        var all = operator.requests().writes();
        return all.subList(place, all.size()).stream()
                .collect(Collectors.groupingBy(e -> e.use().resource(), Collectors.summingInt(e -> 1)));
    }

    private static List<String> waitingForAnswer() {
        return API.admin().resources(NodeCompliance.class).list().getItems().stream()
                .filter(c -> c.getStatus() != null
                        && c.getStatus().binding() != null
                        && c.getStatus().binding().requiredRecheck() != null)
                .map(c -> c.getMetadata().getName())
                .toList();
    }

    private static Result report() {
        return Objects.requireNonNull(Objects.requireNonNull(API.admin()
                        .resources(ComplianceReport.class)
                        .withName(POLICY)
                        .require()
                        .getStatus())
                .result());
    }

    /** Longer than two reports are apart. */
    private static void untilSilent() {
        var seen = new AtomicInteger(-1);
        await().pollInterval(REPORT_INTERVAL.multipliedBy(2))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    var now = operator.requests().writes().size();
                    return seen.getAndSet(now) == now;
                });
    }

    private static void within(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(check);
    }
}
