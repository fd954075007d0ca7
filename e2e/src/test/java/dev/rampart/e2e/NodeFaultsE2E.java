package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.ScanResult;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node or its scanner fails for a while: what is not known is said at once, and nothing is lost or counted twice. */
class NodeFaultsE2E {

    @Order(1)
    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    @Order(2)
    @RegisterExtension
    final CleanLog log = new CleanLog(RAMPART::client);

    private static final String POLICY = "node-faults";

    /** As every 2 h without a heartbeat would do: the difference is what "at once" means. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** A scan on that node stays in the check that asks sshd, long enough to be met there and not for the limit of 30 s. */
    private static final String SLOW_SSHD = "mv /usr/sbin/sshd /usr/sbin/sshd.real"
            + " && printf '#!/bin/sh\\nsleep 19.75\\nexec /usr/sbin/sshd.real \"$@\"\\n' > /usr/sbin/sshd"
            + " && chmod 755 /usr/sbin/sshd";

    private static final String SSHD_AS_BEFORE =
            "[ ! -e /usr/sbin/sshd.real ] || mv /usr/sbin/sshd.real /usr/sbin/sshd";
    private static final String UNTIL_SCANNING =
            "timeout 60 sh -c 'until pgrep -f \"^sleep 19[.]75\" >/dev/null; do sleep 0.05; done'";
    private static final String SCANNER_PROCESS = "pgrep -f '[r]ampart/scanner.args'";

    private final Scenario scenario = new Scenario(RAMPART.client());
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
    void nodesAsBefore() {
        RAMPART.nodes().powerOn(victim.name());
        RAMPART.nodes().heal(victim.name());
        victim.edit(spec -> {
            spec.setTaints(List.of());
            spec.setUnschedulable(null);
        });
        RAMPART.nodes().sh(victim.name(), SSHD_AS_BEFORE);
        RampartOnNodes.awaitRollOut(RAMPART.client());
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aScannerKilledWhileItScansLosesNoResultAndDoublesNone(int round) {
        var nodes = RAMPART.nodes();
        nodes.sh(victim.name(), SLOW_SSHD);
        try (var versions = new Versions<>(RAMPART.client(), NodeScan.class, victim.name())) {
            var token = scenario.askForScan(victim.name());
            nodes.sh(victim.name(), UNTIL_SCANNING);
            nodes.sh(victim.name(), "kill -9 $(" + SCANNER_PROCESS + ")");
            nodes.sh(victim.name(), SSHD_AS_BEFORE);

            scenario.awaitAccepted(victim.name(), token);
            scenario.recheck(victim.name());

            assertThat(answers(versions, token))
                    .as("evaluations that answered the scan that was asked for")
                    .hasSize(1);
        }
        assertThat(scenario.results(victim.name()))
                .extracting(ScanResult::digest)
                .doesNotHaveDuplicates();
        before.assertAsBefore();
        victim.replaceScanner(); // the kubelet lets one that was killed twice wait longer and longer
    }

    private static List<String> answers(Versions<NodeScan> versions, String token) {
        return versions.seen().stream()
                .filter(s -> s.getStatus() != null)
                .flatMap(s -> Optional.ofNullable(s.getStatus().results()).stream())
                .flatMap(List::stream)
                .filter(r -> token.equals(r.recheck()))
                .map(r -> r.digest() + " at " + r.evaluatedAt())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aStoppedNodeIsNamedAsStaleAtOnceAndFreshWhenItIsBack(int round) {
        RAMPART.nodes().powerOff(victim.name());
        assertNamedAsStale();
        RAMPART.nodes().powerOn(victim.name());

        before.assertAsBefore();
        scenario.recheck(victim.name());
        before.assertAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aNodeCutOffIsNamedAsStaleAndItsScannerGoesOnWhenTheLinkIsBack(int round) {
        var process = RAMPART.nodes().sh(victim.name(), SCANNER_PROCESS);

        RAMPART.nodes().partition(victim.name());
        assertNamedAsStale();
        var token = scenario.askForScan(victim.name());
        RAMPART.nodes().heal(victim.name());

        scenario.awaitAccepted(victim.name(), token);
        before.assertAsBefore();
        assertThat(RAMPART.nodes().sh(victim.name(), SCANNER_PROCESS)).isEqualTo(process);
    }

    @ParameterizedTest
    @MethodSource("dev.rampart.e2e.Rounds#all")
    void aCordonedAndTaintedNodeIsStillScanned(int round) {
        victim.edit(spec -> {
            spec.setUnschedulable(true);
            spec.setTaints(List.of(
                    new Taint("NoSchedule", "example.com/maintenance", null, "yes"),
                    new Taint("NoExecute", "example.com/drained", null, "yes")));
        });
        victim.replaceScanner();

        scenario.recheck(victim.name());
        before.assertAsBefore();
    }

    private void assertNamedAsStale() {
        // A cluster that was just disturbed may call the other node not ready for a moment; the report then says so
        // too.
        var report = scenario.awaitReport(
                POLICY,
                victim.name() + " is stale, and it alone",
                r -> saysStale(r, victim.name()) && !saysStale(r, victim.other()));
        var fresh = Scenario.condition(report.conditions(), "Fresh").orElseThrow();
        assertThat(fresh.reason()).isEqualTo("Stale");
        assertThat(Duration.between(victim.readinessChanged(), Instant.parse(fresh.lastTransitionTime())))
                .as("from NotReady to stale")
                .isLessThan(AT_ONCE);
        var counts = Sums.ofReport(report);
        assertThat(counts.unknown()).as("every check of the silent node").isEqualTo(counts.total() / 2);
        assertThat(counts.total()).isEqualTo(Sums.ofReport(before.report()).total());
        var nodes = Objects.requireNonNull(report.nodes());
        assertThat(nodes.stale()).isEqualTo(1);
        assertThat(nodes.summary()).isEqualTo("1/2");
        assertThat(report.result()).isEqualTo(Result.UNKNOWN);
        assertThat(Scenario.status(report.conditions(), "Ready")).isEqualTo("False");
    }

    private static boolean saysStale(ComplianceReportStatus report, String node) {
        return Scenario.condition(report.conditions(), "Fresh")
                .filter(fresh -> fresh.status().equals("False"))
                .map(fresh -> Objects.requireNonNullElse(fresh.message(), "").contains(node))
                .orElse(false);
    }
}
