package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.policy.model.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node is new, or another one than its name says: it is looked at unasked, and inherits no verdict. */
class NodeIdentityE2E {

    @Order(1)
    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    @Order(2)
    @RegisterExtension
    final CleanLog log = new CleanLog(RAMPART::client);

    private static final String POLICY = "node-identity";
    private static final String SHADOW = "linux-perm-shadow";
    private static final String ROOT_LOGIN = "linux-ssh-root-login-off";

    /** One check of a stock node that passes is made to fail, and one that fails to pass. */
    private static final String CHANGE_BOTH =
            "chmod 0644 /etc/shadow && sed -i '1i PermitRootLogin no' /etc/ssh/sshd_config";

    private final Scenario scenario = new Scenario(RAMPART.client());
    private final NodeVerdicts verdicts = new NodeVerdicts(RAMPART.client());
    private Victim victim;
    private Baseline before;

    @BeforeAll
    static void aReportThatIsComplete() {
        new Scenario(RAMPART.client()).evaluate(POLICY);
    }

    @AfterAll
    static void clean() {
        new Scenario(RAMPART.client()).deletePolicy(POLICY);
    }

    @BeforeEach
    void everyNodeIsKnown() {
        victim = Victim.withoutOperator(RAMPART.client());
        before = Baseline.of(RAMPART.client(), POLICY);
    }

    @AfterEach
    void twoNodes() {
        RampartOnNodes.awaitRollOut(RAMPART.client());
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void anAddedNodeIsScannedUnaskedAndARemovedOneLeavesNothing(int round) {
        var added = RAMPART.nodes().add();
        try {
            var report = scenario.awaitReport(POLICY, "complete, 3/3", complete("3/3"));
            assertThat(Sums.ofReport(report))
                    .isEqualTo(Sums.ofNodes(
                            RAMPART.client(), POLICY, RampartOnNodes.NODE_A, RampartOnNodes.NODE_B, added));
            assertThat(verdicts.of(added, POLICY)).isEqualTo(verdicts.of(victim.name(), POLICY));
        } finally {
            RAMPART.nodes().remove(added);
            // The control plane would leave its pods for a minute.
            RAMPART.client()
                    .pods()
                    .inNamespace(Names.NODES)
                    .withField("spec.nodeName", added)
                    .withGracePeriod(0)
                    .delete();
        }

        var report = scenario.awaitReport(POLICY, "complete, 2/2", complete("2/2"));
        assertThat(report.counts()).isEqualTo(before.report().counts());
        Scenario.patiently("nothing is left of " + added)
                .until(() -> RAMPART.client()
                                        .resources(NodeScan.class)
                                        .withName(added)
                                        .get()
                                == null
                        && RAMPART.client()
                                        .resources(NodeCompliance.class)
                                        .withName(added)
                                        .get()
                                == null);
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aNodeDeletedAndRegisteredAnewInheritsNothing(int round) {
        var old = victim.uid();
        try (var versions = new Versions<>(RAMPART.client(), NodeCompliance.class, victim.name())) {
            var begin = now();
            RAMPART.nodes().reregister(victim.name());
            var uid = victim.uid();
            assertThat(uid).isNotEqualTo(old);

            Scenario.patiently("results of the new Node object").until(() -> isAbout(victim.compliance(), uid));
            assertThat(scenario.results(victim.name()))
                    .isNotEmpty()
                    .allMatch(r -> r.nodeUID().equals(uid));
            assertEveryVerdictIsNewer(versions, status -> uid.equals(status.nodeUID()), begin);
            assertThat(RAMPART.client()
                            .resources(NodeCompliance.class)
                            .withName(victim.name())
                            .require()
                            .getMetadata()
                            .getOwnerReferences())
                    .hasSize(1)
                    .allMatch(o -> o.getUid().equals(uid));
        }
        before.assertAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aWipedNodeHasTheVerdictsOfItsNewDisk(int round) {
        var stock = verdicts.of(victim.name(), POLICY);
        RAMPART.nodes().sh(victim.name(), CHANGE_BOTH);
        scenario.recheck(victim.name());
        var onOldDisk = verdicts.of(victim.name(), POLICY);
        assertThat(NodeVerdicts.changes(stock, onOldDisk)).containsOnlyKeys(SHADOW, ROOT_LOGIN);
        assertThat(onOldDisk.get(ROOT_LOGIN)).isInstanceOf(Verdict.Passed.class);
        var uid = victim.uid();
        var machine = victim.machineID();

        try (var versions = new Versions<>(RAMPART.client(), NodeCompliance.class, victim.name())) {
            var begin = now();
            RAMPART.nodes().wipe(victim.name());
            assertThat(victim.uid())
                    .as("the kubelet takes the Node object over")
                    .isEqualTo(uid);
            var newMachine = victim.machineID();
            assertThat(newMachine).isNotEqualTo(machine);

            Scenario.patiently("the verdicts of the new disk")
                    .until(() -> verdicts.of(victim.name(), POLICY).equals(stock));
            assertEveryVerdictIsNewer(versions, status -> newMachine.equals(status.machineID()), begin);
        }
        before.assertAsBefore();
    }

    private static boolean isAbout(@Nullable NodeComplianceStatus status, String uid) {
        return status != null
                && uid.equals(status.nodeUID())
                && !policies(status).isEmpty();
    }

    private static void assertEveryVerdictIsNewer(
            Versions<NodeCompliance> versions, Predicate<NodeComplianceStatus> isNew, Instant begin) {
        Scenario.patiently("the watch has seen the new node")
                .until(() -> versions.seen().stream()
                        .map(NodeCompliance::getStatus)
                        .anyMatch(
                                s -> s != null && isNew.test(s) && !policies(s).isEmpty()));
        assertThat(versions.seen().stream()
                        .map(NodeCompliance::getStatus)
                        .filter(Objects::nonNull)
                        .filter(isNew)
                        .flatMap(s -> policies(s).stream()))
                .allMatch(p -> !Instant.parse(p.evaluatedAt()).isBefore(begin));
    }

    private static List<PolicyCompliance> policies(NodeComplianceStatus status) {
        return Optional.ofNullable(status.policies()).orElse(List.of());
    }

    /** As precise as the times in the API. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Predicate<ComplianceReportStatus> complete(String nodes) {
        return r -> Scenario.isComplete(r)
                && nodes.equals(Objects.requireNonNull(r.nodes()).summary());
    }
}
