package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.NodeSelector;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Target;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From policy to report on a real API server. */
class OperatorIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Map<String, String> CONTROL_PLANE = Map.of("node-role.kubernetes.io/control-plane", "");
    private static final String POLICY = "it-policy";
    private static final CompliancePolicySpec EVERYTHING = new CompliancePolicySpec(null, null, null);

    /** The node lifecycle controller remembers a name, and would call its next bearer dead at once. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static String cp = "";
    private static String worker = "";
    private static OperatorUnderTest operator;
    private static KubernetesClient admin;
    private static FakeNodes nodes;

    @BeforeAll
    static void start() {
        OperatorUnderTest.install(API);
        admin = API.admin();
        nodes = new FakeNodes(admin);
        admin.leases()
                .inNamespace("rampart-system")
                .withName("rampart-operator")
                .delete();
        operator = OperatorUnderTest.start(API, Duration.ofMillis(500));
    }

    /** A right that nothing uses is a right too many. */
    @AfterAll
    static void everyRightWasUsed() {
        try (var running = operator) {
            var granted = GrantedRights.of(API.root().resolve("install/10-operator-rbac.yaml"));
            // The framework asks whether it may update leases, and then patches them.
            granted.remove("coordination.k8s.io/leases:update");
            assertThat(running.requests().rights()).containsAll(granted);
        }
    }

    @BeforeEach
    void twoNodes() {
        var test = TESTS.incrementAndGet();
        cp = "it-cp-" + test;
        worker = "it-worker-" + test;
        nodes.add(cp, CONTROL_PLANE);
        nodes.add(worker, Map.of("pool", "a"));
    }

    @AfterEach
    void empty() {
        admin.resources(CompliancePolicy.class).delete();
        admin.nodes().delete();
        within(60, () -> {
            assertThat(admin.resources(NodeScan.class).list().getItems()).isEmpty();
            assertThat(admin.resources(NodeCompliance.class).list().getItems()).isEmpty();
            assertThat(admin.resources(ComplianceReport.class).list().getItems())
                    .isEmpty();
        });
    }

    @Test
    void anEmptyPolicyBecomesAReportOfEveryNode() {
        // When
        apply(EVERYTHING);

        // Then the row is readable at once
        within(10, () -> {
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
            assertThat(report().score()).isZero();
            assertThat(report().coverage()).isZero();
            assertThat(summary()).isEqualTo("0/2");
        });
        within(10, () -> assertThat(condition("Ready").status()).isEqualTo("False"));
        within(10, () -> assertThat(condition("Reconciling").status()).isEqualTo("True"));

        // And when the scanners report, everything is summed up
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(10, () -> {
            assertThat(summary()).isEqualTo("2/2");
            assertThat(report().result()).isEqualTo(Result.NOT_MET);
            var counts = Objects.requireNonNull(report().counts());
            assertThat(counts.fail()).isEqualTo(2);
            assertThat(counts.pass() + counts.fail()).isEqualTo(counts.total());
            assertThat(counts.total()).isEqualTo(sizeOfSets(cp) + sizeOfSets(worker));
        });
        within(10, () -> {
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(condition("Reconciling").status()).isEqualTo("False");
            assertThat(condition("Stalled").status()).isEqualTo("False");
            assertThat(condition("PoliciesDistributed").status()).isEqualTo("True");
            assertThat(condition("Evaluated").status()).isEqualTo("True");
        });
    }

    @Test
    void whatIsConvergedIsNotWritten() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(20, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(quiet());

        // When the nodes' kubelets and scanners send heartbeats
        var before = operator.requests().writes().size();
        nodes.ready(cp, true);
        nodes.ready(worker, true);

        // Then
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(operator.requests().writes()).hasSize(before));
    }

    @Test
    void everyKindOfRefusalIsNamedAndChangesNothing() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));

        var bad = new java.util.LinkedHashMap<String, UnaryOperator<ScanResult>>();
        bad.put("ForeignNodeUID", r -> Results.withNodeUID(r, "another"));
        bad.put("WrongLength", r -> Results.withVerdicts(r, "AAAAAAAAAAAA"));
        bad.put(
                "NotDecodable",
                r -> Results.withVerdicts(r, "!".repeat(r.verdicts().length())));
        bad.put(
                "ClockSkew",
                r -> Results.withEvaluatedAt(r, Instant.now().plusSeconds(3600).toString()));
        bad.forEach((reason, change) -> {
            // When
            nodes.report(worker, (set, i) -> Verdict.failed(), change);

            // Then
            within(10, () -> {
                assertThat(condition("Evaluated").reason()).isEqualTo("ResultsRefused");
                assertThat(condition("Evaluated").message()).contains(worker + ": result of digest", reason);
                assertThat(report().result()).isEqualTo(Result.UNKNOWN);
                assertThat(Objects.requireNonNull(report().counts()).fail()).isZero();
            });
            nodes.report(worker, (set, i) -> Verdict.passed());
            within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));
        });
    }

    @Test
    void aForeignDigestIsRefused() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));

        // When
        var status = Objects.requireNonNull(nodes.scan(worker).getStatus());
        var results = new java.util.ArrayList<>(Objects.requireNonNull(status.results()));
        results.add(Results.withDigest(results.getFirst(), "f".repeat(64)));
        nodes.write(worker, new NodeScanStatus(FakeNodes.now(), results, "test", null));

        // Then
        within(10, () -> assertThat(condition("Evaluated").message()).contains("ffffffffffff…", "ForeignDigest"));
        assertThat(metrics()).containsPattern("rampart_scan_results_refused_total\\{reason=\"ForeignDigest\"} [1-9]");
    }

    @Test
    void anEditedPolicyReplacesItsCheckSets() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));
        var before = checkSets();

        // When
        apply(new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_KUBERNETES, "30 3 * * *")), null, null));

        // Then nothing old is believed, and what is unused goes
        within(10, () -> {
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
            assertThat(Objects.requireNonNull(report().counts()).pass()).isZero();
            assertThat(checkSets()).isNotEmpty().doesNotContainAnyElementsOf(before);
        });
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));
    }

    @Test
    void nodesComeAndGo() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(summary()).isEqualTo("2/2"));

        // When, then
        var third = worker + "-b";
        nodes.add(third, Map.of());
        nodes.add(worker + "-windows", Map.of(), "windows");
        within(10, () -> {
            assertThat(summary()).isEqualTo("2/3");
            assertThat(Objects.requireNonNull(report().nodes()).unsupported()).isEqualTo(1);
        });
        nodes.remove(third);
        within(60, () -> {
            assertThat(summary()).isEqualTo("2/2");
            assertThat(admin.resources(NodeScan.class).withName(third).get()).isNull();
        });
        nodes.ready(worker, false);
        within(10, () -> {
            assertThat(summary()).isEqualTo("1/2");
            assertThat(report().result()).isEqualTo(Result.UNKNOWN);
        });
    }

    @Test
    void withoutTheBindingNothingIsAcceptedUntilANewTokenIsAnswered() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.MET));
        var oldToken = Objects.requireNonNull(nodes.scan(worker).getSpec().recheck());

        // When
        admin.resources(ValidatingAdmissionPolicyBinding.class)
                .withName("rampart-scanner-own-node")
                .delete();

        // Then
        within(10, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Evaluated").reason()).isEqualTo("BindingMissing");
            assertThat(condition("Evaluated").message()).contains("rampart-scanner-own-node: does not exist");
        });
        nodes.report(worker, (set, i) -> Verdict.failed());

        // And when it is back, an answer to an older token still counts for nothing
        API.apply(API.root().resolve("install/20-scanner-admission.yaml"));
        within(10, () -> assertThat(nodes.scan(worker).getSpec().recheck()).isNotEqualTo(oldToken));
        nodes.report(worker, (set, i) -> Verdict.failed(), r -> Results.withRecheck(r, oldToken));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                Objects.requireNonNull(report().counts()).fail())
                        .isZero());
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(10, () -> assertThat(report().result()).isEqualTo(Result.NOT_MET));
    }

    @Test
    void aSelectorWithoutNodesIsNoError() {
        // When
        apply(new CompliancePolicySpec(null, new Target(new NodeSelector(Map.of("pool", "none"), null)), null));

        // Then
        within(10, () -> {
            assertThat(condition("Resolved").status()).isEqualTo("True");
            assertThat(condition("Evaluated").status()).isEqualTo("Unknown");
            assertThat(condition("Evaluated").reason()).isEqualTo("NoNodes");
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(summary()).isEqualTo("0/0");
        });
        assertThat(admin.resources(NodeScan.class).list().getItems()).isEmpty();
    }

    @Test
    void aScheduleThatNeverComesStallsAndNamesTheField() {
        // When
        apply(new CompliancePolicySpec(List.of(new FrameworkSelection(FrameworkName.HIPAA, "0 0 30 2 *")), null, null));

        // Then
        within(10, () -> {
            assertThat(condition("Stalled").status()).isEqualTo("True");
            assertThat(condition("Stalled").message()).contains("spec.frameworks[0].schedule", "never fires");
        });
    }

    private static void apply(CompliancePolicySpec spec) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(spec);
        admin.resource(policy).forceConflicts().serverSideApply();
    }

    private static ComplianceReportStatus report() {
        return Objects.requireNonNull(admin.resources(ComplianceReport.class)
                .withName(POLICY)
                .require()
                .getStatus());
    }

    private static String summary() {
        return Objects.requireNonNull(report().nodes()).summary();
    }

    /** As soon as both nodes have their assignment and the token, both scanners answer. */
    private static void reportAll(BiFunction<CheckSet, Integer, Verdict> verdict) {
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

    private static int sizeOfSets(String node) {
        return Objects.requireNonNull(nodes.scan(node).getSpec().assignments()).stream()
                .mapToInt(a -> nodes.checkSet(a).checks().size())
                .sum();
    }

    private static Set<String> checkSets() {
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

    private static Callable<Boolean> quiet() {
        var seen = new AtomicInteger(-1);
        return () -> {
            var now = operator.requests().writes().size();
            return seen.getAndSet(now) == now;
        };
    }

    private static String metrics() {
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

    private static Condition condition(String type) {
        var status = Objects.requireNonNull(admin.resources(CompliancePolicy.class)
                .withName(POLICY)
                .require()
                .getStatus());
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void within(int seconds, org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(check);
    }
}
