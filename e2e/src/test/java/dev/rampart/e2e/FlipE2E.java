package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing changes on one node: exactly that check on exactly that node changes, and changes back. */
class FlipE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "flips";

    /**
     * @param check the only check that may change
     * @param change shell line run on the node, outside any pod
     * @param undo brings the node back
     */
    record Flip(String check, String change, String undo) {
        @Override
        public String toString() {
            return check;
        }
    }

    static List<Flip> flips() {
        return List.of(
                new Flip("linux-perm-shadow", "chmod 0644 /etc/shadow", "chmod 0640 /etc/shadow"),
                // An absolute link: followed outside the node's root it would end in the scanner's own image.
                new Flip(
                        "linux-ssh-root-login-off",
                        "mv /etc/ssh/sshd_config /etc/ssh/sshd_config.real"
                                + " && ln -s /etc/ssh/sshd_config.real /etc/ssh/sshd_config"
                                + " && sed -i '1i PermitRootLogin no' /etc/ssh/sshd_config.real",
                        "rm /etc/ssh/sshd_config && sed -i 1d /etc/ssh/sshd_config.real"
                                + " && mv /etc/ssh/sshd_config.real /etc/ssh/sshd_config"),
                new Flip(
                        "linux-net-tcp-syncookies",
                        "sysctl -qw net.ipv4.tcp_syncookies=0",
                        "sysctl -qw net.ipv4.tcp_syncookies=1"),
                new Flip(
                        "rt-miner-process",
                        "cp /bin/sleep /usr/local/bin/xmrig;"
                                + " setsid /usr/local/bin/xmrig 900 </dev/null >/dev/null 2>&1 &"
                                + " timeout 10 sh -c 'until pgrep -x xmrig >/dev/null; do sleep 0.1; done'",
                        "pkill -x xmrig; rm /usr/local/bin/xmrig"),
                new Flip(
                        "linux-cron-enabled",
                        "systemctl disable --now cron.service 2>&1",
                        "systemctl enable --now cron.service 2>&1"));
    }

    @BeforeAll
    static void aReportThatIsComplete() {
        new Scenario(RAMPART.client()).evaluate(POLICY);
    }

    @AfterAll
    static void clean() {
        new Scenario(RAMPART.client()).deletePolicy(POLICY);
    }

    @ParameterizedTest
    @MethodSource("flips")
    void onlyThatCheckOnThatNodeChangesAndChangesBack(Flip flip) {
        var scenario = new Scenario(RAMPART.client());
        var verdicts = new NodeVerdicts(RAMPART.client());
        scenario.recheck(NODE_A);
        scenario.recheck(NODE_B);
        var beforeOnA = verdicts.of(NODE_A, POLICY);
        var beforeOnB = verdicts.of(NODE_B, POLICY);
        var reportBefore = scenario.awaitReport(POLICY, "complete", Scenario::isComplete);

        RAMPART.nodes().sh(NODE_A, flip.change());
        try {
            scenario.recheck(NODE_A);
            scenario.recheck(NODE_B);

            var onA = verdicts.of(NODE_A, POLICY);
            assertThat(NodeVerdicts.changes(beforeOnA, onA)).containsOnlyKeys(flip.check());
            assertThat(NodeVerdicts.changes(beforeOnB, verdicts.of(NODE_B, POLICY)))
                    .isEmpty();
            int step = onA.get(flip.check()) instanceof Verdict.Failed ? 1 : -1;
            scenario.awaitReport(
                    POLICY,
                    flip.check() + " fails on " + step + " more node",
                    r -> failingNodes(r, flip.check()) == failingNodes(reportBefore, flip.check()) + step
                            && fails(r) == fails(reportBefore) + step);
        } finally {
            RAMPART.nodes().sh(NODE_A, flip.undo());
        }

        scenario.recheck(NODE_A);
        assertThat(NodeVerdicts.changes(beforeOnA, verdicts.of(NODE_A, POLICY))).isEmpty();
        scenario.awaitReport(
                POLICY,
                "as before",
                r -> Objects.equals(r.counts(), reportBefore.counts())
                        && Objects.equals(r.worst(), reportBefore.worst()));
    }

    private static int fails(ComplianceReportStatus report) {
        return Sums.ofReport(report).fail();
    }

    private static int failingNodes(ComplianceReportStatus report, String check) {
        return Optional.ofNullable(report.worst()).orElse(List.of()).stream()
                .filter(w -> w.check().equals(check))
                .findFirst()
                .map(w -> w.nodes())
                .orElse(0);
    }
}
