package dev.rampart.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What an object may cost in the operator's heap, parsed from JSON as it comes from the API server, with 400 checks and 8
 * KiB of evidence. 5,000 nodes at these budgets are 39 MiB. A field that is kept and not needed shows here first.
 */
class CacheBudgetTest {

    private static final int OBJECTS = 1500;
    private static final int CHECKS = 400;
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void aNodeCostsAtMost1500Bytes() {
        assertThat(bytesPerObject(ClusterCaches.empty().nodes(), Node.class, CacheBudgetTest::node))
                .isBetween(400L, 1500L);
    }

    @Test
    void aNodeScanCostsAtMost3300BytesHoweverMuchEvidenceItHolds() {
        assertThat(bytesPerObject(ClusterCaches.empty().scans(), NodeScan.class, CacheBudgetTest::nodeScan))
                .isBetween(400L, 3300L);
    }

    @Test
    void aNodeComplianceWith40FailingChecksCostsAtMost3400Bytes() {
        assertThat(bytesPerObject(
                        ClusterCaches.empty().compliances(), NodeCompliance.class, CacheBudgetTest::nodeCompliance))
                .isBetween(400L, 3400L);
    }

    /** The heap that is used more after a full collection; what else runs here makes a few percent of noise. */
    private static <T extends HasMetadata> long bytesPerObject(
            KindCache<T> cache, Class<T> kind, IntFunction<String> json) {
        cache.put("warm-up", JSON.unmarshal(json.apply(OBJECTS), kind));
        var before = usedHeap();
        for (int i = 0; i < OBJECTS; i++) {
            var object = JSON.unmarshal(json.apply(i), kind);
            cache.put(cache.getKey(object), object);
        }
        var after = usedHeap();
        assertThat(cache.size()).isEqualTo(OBJECTS + 1);
        return (after - before) / OBJECTS;
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static String metadata(int i, String owner) {
        return """
                "name": "node-%05d", "uid": "%s", "resourceVersion": "%d", "generation": 2,
                "creationTimestamp": "2026-11-01T00:00:00Z", %s
                "managedFields": [{"manager": "m", "operation": "Apply", "fieldsV1": {"f:status": {"f:%d": {}}}}]
                """.formatted(i, uid(i), 100_000 + i, owner, i);
    }

    private static String owner(int i) {
        return """
                "ownerReferences": [{"apiVersion": "v1", "kind": "Node", "name": "node-%05d", "uid": "%s", "controller": true}],
                """.formatted(i, uid(i));
    }

    private static String uid(int i) {
        return "1b4e28ba-2fa1-11d2-883f-%012d".formatted(i);
    }

    private static String node(int i) {
        var images = IntStream.range(0, 50)
                .mapToObj(n -> "{\"names\": [\"registry.example.org/image-%d@sha256:%064x\"], \"sizeBytes\": 5}"
                        .formatted(n, i))
                .collect(Collectors.joining(","));
        return """
                {"apiVersion": "v1", "kind": "Node", "metadata": {%s,
                  "labels": {"kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": "node-%05d",
                    "beta.kubernetes.io/os": "linux", "beta.kubernetes.io/arch": "amd64",
                    "node.kubernetes.io/instance-type": "m6.2xlarge", "topology.kubernetes.io/region": "region-1",
                    "topology.kubernetes.io/zone": "region-1a", "node-role.kubernetes.io/worker": ""}},
                 "status": {"nodeInfo": {"machineID": "%032x"}, "images": [%s],
                   "conditions": [{"type": "Ready", "status": "True", "lastHeartbeatTime": "2026-11-01T00:00:00Z"}]}}
                """.formatted(metadata(i, ""), i, i, images);
    }

    private static String nodeScan(int i) {
        return """
                {"apiVersion": "rampart.dev/v1alpha1", "kind": "NodeScan", "metadata": {%s},
                 "spec": {"nodeUID": "%s", "machineID": "%032x", "recheck": "2026-11-01T00:00:00Z-%032x",
                   "assignments": [{"digest": "%064x", "configMap": "rampart-checks-0000000000000000",
                      "schedule": "0 6 * * *", "policy": "everything"}]},
                 "status": {"heartbeat": "2026-11-01T00:00:%02dZ", "scannerVersion": "0.1.0", "results": [
                   {"digest": "%064x", "nodeUID": "%s", "recheck": "2026-11-01T00:00:00Z-%032x",
                    "evaluatedAt": "2026-11-01T00:%02d:00Z", "verdicts": "%s", "reasons": "%s", "evidence": "%s",
                    "duration": "412ms", "tripwires": {"files": "Intact", "processes": "Intact", "network": "Intact"}}]}}
                """.formatted(
                        metadata(i, owner(i)),
                        uid(i),
                        i,
                        i,
                        7,
                        i % 60,
                        7,
                        uid(i),
                        i,
                        i % 60,
                        random(i, CHECKS / 4),
                        random(i, CHECKS),
                        random(i, 8 * 1024));
    }

    private static String nodeCompliance(int i) {
        var failing = IntStream.range(0, 40)
                .mapToObj(n -> "{\"check\": \"linux-setting-%d\", \"since\": \"2026-11-01T00:%02d:00Z\"}"
                        .formatted((n * 7 + i) % CHECKS, n))
                .collect(Collectors.joining(","));
        var counts = "{\"pass\": 340, \"fail\": 40, \"notApplicable\": 20, \"unknown\": 0, \"total\": 400}";
        return """
                {"apiVersion": "rampart.dev/v1alpha1", "kind": "NodeCompliance", "metadata": {%s},
                 "status": {"nodeUID": "%s", "counts": %s, "score": 89, "source": "Scanner",
                   "evaluatedAt": "2026-11-01T00:%02d:00Z", "tripwires": "Intact", "binding": {"revision": "uid/1,uid/1"},
                   "policies": [{"name": "everything", "digest": "%064x", "evaluatedAt": "2026-11-01T00:%02d:00Z",
                     "counts": %s, "score": 89, "truncated": 0, "verdicts": "%s", "reasons": "%s", "failing": [%s],
                     "tripwires": {"files": "Intact", "processes": "Intact", "network": "Intact"}}]}}
                """.formatted(
                        metadata(i, owner(i)),
                        uid(i),
                        counts,
                        i % 60,
                        7,
                        i % 60,
                        counts,
                        random(i, CHECKS / 4),
                        random(i, CHECKS),
                        failing);
    }

    private static String random(int seed, int bytes) {
        var result = new byte[bytes];
        new Random(seed).nextBytes(result);
        return Base64.getEncoder().encodeToString(result);
    }
}
