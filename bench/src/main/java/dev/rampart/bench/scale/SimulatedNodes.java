package dev.rampart.bench.scale;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.ContainerImageBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Nodes as kubelets register them, about 14 KiB each with 50 images, and the status heartbeat of each every five
 * minutes. The cluster's controller manager does not run, so nobody misses their leases.
 */
final class SimulatedNodes implements AutoCloseable {

    private static final int IMAGES = 50;
    private static final int HEARTBEAT_SECONDS = 300;
    private static final int CONTROL_PLANES = 3;

    private final KubernetesClient admin;
    private final List<String> names;
    private final ScheduledExecutorService kubelets = Executors.newScheduledThreadPool(2);

    SimulatedNodes(KubernetesClient admin, int count) {
        this.admin = admin;
        this.names = IntStream.range(0, count).mapToObj("node-%05d"::formatted).toList();
    }

    List<String> names() {
        return names;
    }

    void create(Progress progress) {
        Parallel.forEach(
                names,
                progress.of("nodes created"),
                name -> admin.resource(node(name)).create());
    }

    /** Spread evenly, as those of kubelets that started at any time. */
    void startHeartbeats() {
        long each = TimeUnit.SECONDS.toMicros(HEARTBEAT_SECONDS);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var _ = kubelets.scheduleAtFixedRate(
                    () -> heartbeat(name), each * i / names.size(), each, TimeUnit.MICROSECONDS);
        }
    }

    private void heartbeat(String name) {
        var status = """
                {"status":{"conditions":[{"type":"Ready","lastHeartbeatTime":"%s"}]}}""".formatted(now());
        admin.nodes().withName(name).subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), status);
    }

    @Override
    public void close() {
        kubelets.shutdownNow();
    }

    private Node node(String name) {
        var role = names.indexOf(name) < CONTROL_PLANES ? "control-plane" : "worker";
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(labels(name, role))
                .addToAnnotations("volumes.kubernetes.io/controller-managed-attach-detach", "true")
                .addToAnnotations("node.alpha.kubernetes.io/ttl", "0")
                .addToAnnotations("csi.volume.kubernetes.io/nodeid", "{\"ebs.csi.example.org\":\"i-" + name + "\"}")
                .endMetadata()
                .withNewSpec()
                .withProviderID("example:///zone-a/i-" + name)
                .withPodCIDRs("10.0.0.0/24")
                .endSpec()
                .withNewStatus()
                .addToCapacity(amounts())
                .addToAllocatable(amounts())
                .addNewAddress("10.1.2.3", "InternalIP")
                .addNewAddress(name, "Hostname")
                .addAllToConditions(List.of("MemoryPressure", "DiskPressure", "PIDPressure", "Ready").stream()
                        .map(type -> new NodeConditionBuilder()
                                .withType(type)
                                .withStatus(type.equals("Ready") ? "True" : "False")
                                .withReason("KubeletHasSufficient")
                                .withMessage("kubelet has sufficient of everything")
                                .withLastHeartbeatTime(now())
                                .withLastTransitionTime(now())
                                .build())
                        .toList())
                .withNewNodeInfo()
                .withMachineID("%032x".formatted(name.hashCode()))
                .withSystemUUID("uuid-" + name)
                .withBootID("boot-" + name)
                .withKernelVersion("6.1.0-42-amd64")
                .withOsImage("Debian GNU/Linux 12 (bookworm)")
                .withContainerRuntimeVersion("containerd://2.1.4")
                .withKubeletVersion("v1.34.4")
                .withKubeProxyVersion("")
                .withOperatingSystem("linux")
                .withArchitecture("amd64")
                .endNodeInfo()
                .addAllToImages(images())
                .endStatus()
                .build();
    }

    private static Map<String, String> labels(String name, String role) {
        return Map.of(
                "kubernetes.io/os",
                "linux",
                "kubernetes.io/arch",
                "amd64",
                "kubernetes.io/hostname",
                name,
                "beta.kubernetes.io/os",
                "linux",
                "beta.kubernetes.io/arch",
                "amd64",
                "node.kubernetes.io/instance-type",
                "m6.2xlarge",
                "topology.kubernetes.io/region",
                "region-1",
                "topology.kubernetes.io/zone",
                "region-1a",
                "node-role.kubernetes.io/" + role,
                "");
    }

    private static Map<String, Quantity> amounts() {
        return Map.of(
                "cpu",
                new Quantity("8"),
                "memory",
                new Quantity("32Gi"),
                "pods",
                new Quantity("110"),
                "ephemeral-storage",
                new Quantity("100Gi"),
                "hugepages-2Mi",
                new Quantity("0"));
    }

    private static List<ContainerImage> images() {
        return IntStream.range(0, IMAGES)
                .mapToObj(i -> new ContainerImageBuilder()
                        .withNames(
                                "registry.example.org/team/component-%02d@sha256:%064x".formatted(i, i * 7919L),
                                "registry.example.org/team/component-%02d:v1.%d.0".formatted(i, i))
                        .withSizeBytes(50_000_000L + i)
                        .build())
                .toList();
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
