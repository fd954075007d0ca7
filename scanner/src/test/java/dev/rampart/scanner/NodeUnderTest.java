package dev.rampart.scanner;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.host.RootHost;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.scan.HostScan;
import dev.rampart.scanner.settings.Settings;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A node as far as a scanner can tell: Node, NodeScan, the scanner's pod and its token at a real API server, and a
 * folder as its root directory, in which the file {@code /etc/setting} decides what the only check says.
 */
final class NodeUnderTest implements AutoCloseable {

    static final String NAMESPACE = "rampart-nodes";
    static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";

    final String name;
    final String uid;
    final AtomicInteger runs = new AtomicInteger();
    private final ApiServerExtension api;
    private final KubernetesClient admin;
    private final Path folder;
    private final String podUid;

    NodeUnderTest(ApiServerExtension api, String name, Path folder) throws IOException {
        this.api = api;
        this.admin = api.admin();
        this.name = name;
        this.folder = folder;
        var node =
                new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
        this.uid = admin.resource(node).create().getMetadata().getUid();
        this.podUid = createPod();
        var files = Files.createDirectories(folder.resolve("host/etc"));
        Files.writeString(files.resolve("machine-id"), MACHINE_ID + "\n");
        Files.createDirectories(folder.resolve("host/var/lib/kubelet/pods/" + podUid));
        for (var proc : List.of("host/proc/1/ns", "own/self/ns")) {
            var links = Files.createDirectories(folder.resolve(proc));
            Files.createSymbolicLink(links.resolve("pid"), Path.of("pid:[1]"));
            Files.createSymbolicLink(links.resolve("net"), Path.of("net:[1]"));
        }
        Files.writeString(folder.resolve("host/etc/setting"), "on\n");
        Files.writeString(folder.resolve("token"), token());
        Files.writeString(folder.resolve("ca.crt"), caOf(admin));
    }

    /** Kinds, namespace, the scanner's rights and its admission policy, all as they are shipped. */
    static void install(ApiServerExtension api) {
        api.installCrds();
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build();
        api.admin().resource(namespace).serverSideApply();
        api.apply(
                api.root().resolve("install/11-scanner-rbac.yaml"),
                api.root().resolve("install/20-scanner-admission.yaml"));
    }

    private String createPod() {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("scanner-" + name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName("rampart-scanner")
                .withNodeName(name)
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName("scanner")
                .withImage("rampart.dev/rampart:dev")
                .endContainer()
                .endSpec()
                .build();
        return admin.resource(pod).create().getMetadata().getUid();
    }

    private String token() {
        var client = api.asServiceAccount(NAMESPACE, "rampart-scanner", "scanner-" + name);
        return client.getConfiguration().getOauthToken();
    }

    private static String caOf(KubernetesClient client) throws IOException {
        var config = client.getConfiguration();
        return config.getCaCertData() == null
                ? Files.readString(Path.of(config.getCaCertFile()))
                : new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
    }

    Settings settings(URI apiServer) {
        return new Settings(
                name,
                Optional.of(podUid),
                folder.resolve("host"),
                Path.of("/var/lib/kubelet"),
                apiServer,
                folder.resolve("token"),
                folder.resolve("ca.crt"));
    }

    /** A scanner that runs until it is closed. */
    AutoCloseable startScanner(URI apiServer) {
        var host = new RootHost(folder.resolve("host"));
        var scan = new HostScan(host);
        var process = new ScannerProcess(
                settings(apiServer),
                host,
                (sets, tripwires) -> {
                    runs.incrementAndGet();
                    return scan.run(sets, tripwires);
                },
                folder.resolve("own"),
                InstantSource.system());
        var thread = new Thread(process::run, "scanner-" + name);
        thread.start();
        return () -> {
            process.close();
            thread.join(5000);
            if (thread.isAlive()) {
                throw new IllegalStateException("the scanner of " + name + " did not end within 5 s");
            }
        };
    }

    void failTheCheck() throws IOException {
        Files.writeString(folder.resolve("host/etc/setting"), "off\n");
    }

    static CheckSet checkSet(String policy) {
        return new CheckSet(
                policy,
                NodeRole.WORKER,
                "0 0 1 1 *",
                List.of(new CompiledCheck(
                        "a-check", Condition.ALL, Set.of(Facility.FILES), List.of("f:/etc/setting -> r:^on$"))));
    }

    /** Makes the ConfigMap; the text may differ from what the digest in its name says. */
    void publish(CheckSet set, String text) {
        var configMap = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(configMapName(set))
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withImmutable(true)
                .withData(Map.of("checks.json", text))
                .build();
        admin.resource(configMap).create();
    }

    void unpublish(CheckSet set) {
        admin.configMaps().inNamespace(NAMESPACE).withName(configMapName(set)).delete();
    }

    private static String configMapName(CheckSet set) {
        return "rampart-checks-" + CheckSetCodec.digest(set).substring(0, 16);
    }

    /** Writes the whole spec, as the operator does. */
    void assign(@Nullable String recheck, CheckSet... sets) {
        var scan = new NodeScan();
        scan.getMetadata().setName(name);
        scan.setSpec(new NodeScanSpec(
                uid,
                MACHINE_ID,
                java.util.Arrays.stream(sets)
                        .map(s -> new Assignment(
                                CheckSetCodec.digest(s), configMapName(s), s.schedule(), null, null, s.policy()))
                        .toList(),
                recheck));
        admin.resource(scan).forceConflicts().serverSideApply();
    }

    NodeScan scan() {
        return Objects.requireNonNull(
                admin.resources(NodeScan.class).withName(name).get(), "there is no NodeScan " + name);
    }

    void label(String value) {
        admin.resources(NodeScan.class).withName(name).edit(s -> {
            s.getMetadata().setLabels(Map.of("touched", value));
            return s;
        });
    }

    @Override
    public void close() {
        admin.pods()
                .inNamespace(NAMESPACE)
                .withName("scanner-" + name)
                .withGracePeriod(0)
                .delete();
        admin.resources(NodeScan.class).withName(name).delete();
        admin.nodes().withName(name).delete();
    }
}
