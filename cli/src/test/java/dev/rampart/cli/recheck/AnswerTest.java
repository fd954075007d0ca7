package dev.rampart.cli.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void aNodeWithoutStatusWaits() {
        assertThat(Answer.of(scan("token", null, "a"))).isEqualTo(new Answer.Waiting(0, 1, Optional.empty()));
    }

    @Test
    void aResultOfBeforeTheRequestIsNoAnswer() {
        assertThat(Answer.of(scan("token", status(result("a", "token"), result("b", "earlier")), "a", "b")))
                .isEqualTo(new Answer.Waiting(1, 2, Optional.of("busy")));
    }

    @Test
    void everySetAnswered() {
        assertThat(Answer.of(scan("token", status(result("b", "token"), result("a", "token")), "a", "b")))
                .isEqualTo(new Answer.Complete(2));
    }

    @Test
    void aSetThatIsNoLongerAssignedDoesNotCount() {
        assertThat(Answer.of(scan("token", status(result("old", "token")), "a")))
                .isEqualTo(new Answer.Waiting(0, 1, Optional.of("busy")));
    }

    private static NodeScan scan(String recheck, @Nullable NodeScanStatus status, String... digests) {
        var scan = new NodeScan();
        scan.setSpec(new NodeScanSpec(
                "uid",
                "machine",
                List.of(digests).stream()
                        .map(d -> new Assignment(d, "map-" + d, null, null, null, "quickstart"))
                        .toList(),
                recheck));
        scan.setStatus(status);
        return scan;
    }

    private static NodeScanStatus status(ScanResult... results) {
        return new NodeScanStatus("2026-11-24T12:00:00Z", List.of(results), "0.1.0", "busy");
    }

    private static ScanResult result(String digest, String recheck) {
        var intact = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT);
        return new ScanResult(digest, "uid", recheck, "2026-11-24T12:00:00Z", "AA==", null, null, null, intact);
    }
}
