package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.fault.FaultProxy;
import dev.rampart.testkit.fault.Plan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator that runs, two nodes and at most one policy; everything is gone after each test. */
abstract class OperatorScenario {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Map<String, String> CONTROL_PLANE = Map.of("node-role.kubernetes.io/control-plane", "");
    static final String POLICY = "it-policy";
    static final CompliancePolicySpec EVERYTHING = new CompliancePolicySpec(null, null, null, null, null);

    /** New ones for each test: the node lifecycle controller remembers a name, and would call its next bearer dead. */
    static String cp = "";

    static String worker = "";
    /** Between operator and API server; lets everything pass until a test follows a plan. */
    static FaultProxy proxy;

    static OperatorUnderTest operator;
    static KubernetesClient admin;
    static FakeNodes nodes;

    @BeforeAll
    static void start() {
        OperatorUnderTest.install(API);
        admin = API.admin();
        nodes = new FakeNodes(admin);
        proxy = FaultProxy.start(admin.getConfiguration());
        operator = startOperator();
    }

    /** With nobody else's lease in its way. */
    static OperatorUnderTest startOperator() {
        admin.leases()
                .inNamespace("rampart-system")
                .withName("rampart-operator")
                .delete();
        return OperatorUnderTest.start(API, proxy, Duration.ofMillis(500));
    }

    @AfterAll
    static void stop() {
        proxy.follow(Plan.none());
        operator.close();
        proxy.close();
        nodes.close();
    }

    @BeforeEach
    void twoNodes() {
        var test = Long.toHexString(System.nanoTime());
        cp = "it-cp-" + test;
        worker = "it-worker-" + test;
        nodes.add(cp, CONTROL_PLANE);
        nodes.add(worker, Map.of("pool", "a"));
    }

    @AfterEach
    void empty() {
        proxy.follow(Plan.none());
        admin.resources(CompliancePolicy.class).delete();
        nodes.removeAll();
        within(60, () -> {
            assertThat(admin.resources(NodeScan.class).list().getItems()).isEmpty();
            assertThat(admin.resources(NodeCompliance.class).list().getItems()).isEmpty();
            assertThat(admin.resources(ComplianceReport.class).list().getItems())
                    .isEmpty();
        });
    }

    static void apply(CompliancePolicySpec spec) {
        apply(POLICY, spec);
    }

    static void apply(String name, CompliancePolicySpec spec) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(name).build());
        policy.setSpec(spec);
        admin.resource(policy).forceConflicts().serverSideApply();
    }

    static ComplianceReportStatus report() {
        return report(POLICY);
    }

    static ComplianceReportStatus report(String name) {
        return Objects.requireNonNull(
                admin.resources(ComplianceReport.class).withName(name).require().getStatus());
    }

    static String summary() {
        return Objects.requireNonNull(report().nodes()).summary();
    }

    /** As soon as both nodes have their assignment and the token, both scanners answer. */
    static void reportAll(BiFunction<CheckSet, Integer, Verdict> verdict) {
        for (var node : List.of(cp, worker)) {
            within(15, () -> {
                var status = Objects.requireNonNull(admin.resources(NodeCompliance.class)
                        .withName(node)
                        .require()
                        .getStatus());
                nodes.report(node, verdict);
                var entries = Objects.requireNonNull(status.policies());
                var assignments =
                        Objects.requireNonNull(nodes.scan(node).getSpec().assignments());
                assertThat(Objects.requireNonNull(status.binding()).requiredRecheck())
                        .isNull();
                assertThat(entries).hasSameSizeAs(assignments);
                assertThat(assignments)
                        .isNotEmpty()
                        .allSatisfy(a ->
                                assertThat(entries).anyMatch(e -> e.digest().equals(a.digest())));
            });
        }
    }

    static int sizeOfSets(String node) {
        return Objects.requireNonNull(nodes.scan(node).getSpec().assignments()).stream()
                .mapToInt(a -> nodes.checkSet(a).checks().size())
                .sum();
    }

    static Set<String> checkSets() {
        return admin
                .configMaps()
                .inNamespace("rampart-nodes")
                .withLabel("rampart.dev/policy", POLICY)
                .list()
                .getItems()
                .stream()
                .map(m -> m.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    static Callable<Boolean> quiet() {
        var seen = new AtomicInteger(-1);
        return () -> {
            var now = operator.requests().writes().size();
            return seen.getAndSet(now) == now;
        };
    }

    static String metrics() {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + operator.healthPort() + "/metrics");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Condition condition(String type) {
        var status = Objects.requireNonNull(admin.resources(CompliancePolicy.class)
                .withName(POLICY)
                .require()
                .getStatus());
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static void within(int seconds, org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(check);
    }
}
