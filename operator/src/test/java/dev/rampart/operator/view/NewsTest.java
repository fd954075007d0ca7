package dev.rampart.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is woken by which change of a node's objects; a change that wakes nobody who needs it would be seen an hour late. */
class NewsTest {

    private static final String NOON = "2026-11-01T12:00:00Z";

    @Test
    void theNextHeartbeatIsNewsToNobody() {
        var before = scan("d", NOON, "AA==");
        var now = scan("d", "2026-11-01T13:00:00Z", "AA==");
        assertThat(News.ofResults(now, before)).isFalse();
        assertThat(News.ofSilence(now, before)).isFalse();
        assertThat(News.ofDistribution(now, before)).isFalse();
        assertThat(News.ofAssignment(now, before)).isFalse();
    }

    @Test
    void theEndOfASilenceIsNewsToTheReport() {
        assertThat(News.ofSilence(scan("d", "2026-11-01T14:30:00Z", "AA=="), scan("d", NOON, "AA==")))
                .isTrue();
        assertThat(News.ofSilence(scan("d", NOON, "AA=="), scan("d", null, "AA==")))
                .isTrue();
        assertThat(News.ofSilence(scan("d", NOON, "AA=="), scan("d", "no time", "AA==")))
                .isTrue();
    }

    @Test
    void aClockThatIsSetBackFarIsNewsToTheReport() {
        assertThat(News.ofSilence(scan("d", "2026-11-01T10:00:00Z", "AA=="), scan("d", NOON, "AA==")))
                .isTrue();
    }

    @Test
    void otherVerdictsAreNewsToAcceptanceAloneAndOtherDigestsToTheDistributionToo() {
        var before = scan("d", NOON, "AA==");
        var verdicts = scan("d", NOON, "AQ==");
        assertThat(News.ofResults(verdicts, before)).isTrue();
        assertThat(News.ofDistribution(verdicts, before)).isFalse();
        assertThat(News.ofDistribution(scan("e", NOON, "AA=="), before)).isTrue();
        assertThat(News.ofAssignment(scan("e", NOON, "AA=="), before)).isTrue();
    }

    @Test
    void acceptanceIsAboutDigestsRefusalsAndTheNodesUid() {
        var before = compliance("uid", List.of());
        assertThat(News.ofAcceptance(compliance("uid", List.of()), before)).isFalse();
        assertThat(News.ofAcceptance(compliance("other", List.of()), before)).isTrue();
        assertThat(News.ofAcceptance(compliance("uid", List.of(new Refusal("d", "WrongLength", "m"))), before))
                .isTrue();
    }

    private static NodeScan scan(String digest, @Nullable String heartbeat, String verdicts) {
        var intact = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT);
        var result = new ScanResult(digest, "uid", null, NOON, verdicts, "AA==", "evidence", "1ms", intact);
        var scan = new NodeScan();
        scan.setSpec(new NodeScanSpec(
                "uid", "machine", List.of(new Assignment(digest, "map", null, null, null, "policy")), null));
        scan.setStatus(new NodeScanStatus(heartbeat, List.of(result), "test", null));
        return scan;
    }

    private static NodeCompliance compliance(String uid, List<Refusal> refused) {
        var compliance = new NodeCompliance();
        compliance.setStatus(
                new NodeComplianceStatus(uid, null, List.of(), null, null, "Scanner", null, null, refused, null));
        return compliance;
    }
}
