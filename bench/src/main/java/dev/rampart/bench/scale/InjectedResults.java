package dev.rampart.bench.scale;

import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** Writes what the scanners of all nodes would, as they do: one merge patch of the status per node. */
final class InjectedResults {

    private static final Tripwires INTACT = new Tripwires(Tripwire.INTACT, Tripwire.INTACT, Tripwire.INTACT);

    private final KubernetesClient admin;
    private final int checks;
    private final int evidenceBytes;

    /** @param evidenceBytes per node before base64, as gzip leaves them: random */
    InjectedResults(KubernetesClient admin, int checks, int evidenceBytes) {
        this.admin = admin;
        this.checks = checks;
        this.evidenceBytes = evidenceBytes;
    }

    /**
     * @param scans with the assignments and tokens of the moment
     * @param round another one changes some verdicts of every node
     */
    void write(List<NodeScan> scans, int round, Progress progress) {
        Parallel.forEach(scans, progress, scan -> write(scan, round));
    }

    private void write(NodeScan scan, int round) {
        var seed = scan.getMetadata().getName().hashCode();
        var encoded = VerdictCodec.encode(IntStream.range(0, checks)
                .mapToObj(check -> verdict(seed, check, round))
                .toList());
        var spec = scan.getSpec();
        var results = Objects.requireNonNull(spec.assignments()).stream()
                .map(a -> new ScanResult(
                        a.digest(),
                        Objects.requireNonNull(spec.nodeUID()),
                        spec.recheck(),
                        SimulatedNodes.now(),
                        encoded.verdicts(),
                        encoded.reasons(),
                        evidence(seed, round),
                        "412ms",
                        INTACT))
                .toList();
        var status = new NodeScanStatus(SimulatedNodes.now(), results, "bench", null);
        admin.resources(NodeScan.class)
                .withName(scan.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("status", status)));
    }

    /** One in ten fails, one in twenty does not apply; none is unknown, so that reports become complete. */
    private static Verdict verdict(int seed, int check, int round) {
        return switch (Math.floorMod(seed + check * 31 + check / 20 * round, 20)) {
            case 0, 1 -> Verdict.failed();
            case 2 -> Verdict.notApplicable(Reason.FILE_MISSING);
            default -> Verdict.passed();
        };
    }

    private String evidence(int seed, int round) {
        var bytes = new byte[evidenceBytes];
        new Random(seed * 31L + round).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
