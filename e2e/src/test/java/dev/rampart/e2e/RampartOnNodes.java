package dev.rampart.e2e;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static org.awaitility.Awaitility.await;

import dev.rampart.testkit.Helm;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two real nodes with Rampart installed by its chart and the built image; one for all test classes of the run, taken down
 * at its end. A machine that cannot run nodes does not run these tests and says why; with
 * {@code -Drampart.e2e.required=true} that is a failure.
 */
final class RampartOnNodes implements BeforeAllCallback {

    static final String NODE_A = "node-1";
    static final String NODE_B = "node-2";

    private static final int HTTP_INVALID = 422;
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(RampartOnNodes.class);
    static final Path ROOT = Path.of(System.getProperty("rampart.root", ".")).toAbsolutePath();
    private static final NodeCluster NODES = new NodeCluster(ROOT.resolve("testcluster/testcluster"), "e2e");
    private static final Release RELEASE = Release.asShipped(ROOT.resolve("helm/rampart"));
    private static final Path IMAGE = ROOT.resolve("image/target/rampart.tar");

    private record Running(KubernetesClient client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
            NODES.down();
        }
    }

    private @Nullable Running running;

    NodeCluster nodes() {
        return NODES;
    }

    AuditLog audit() {
        return new AuditLog(NODES.auditLog());
    }

    static Helm helm() {
        return Helm.orNotRun().on(NODES.kubeconfigFile());
    }

    KubernetesClient client() {
        return Objects.requireNonNull(running, "beforeAll has run").client();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            notRun(obstacle);
        }
        running = context.getRoot().getStore(STORE).computeIfAbsent(Running.class, k -> start(), Running.class);
    }

    /** Empty when this machine can run the tests. */
    private static String obstacle() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "nodes need Linux, this is " + System.getProperty("os.name");
        }
        if (!Files.exists(IMAGE)) {
            return "the image is not built: run image/build and read what it says";
        }
        return NODES.obstacle();
    }

    private static void notRun(String obstacle) {
        if (Boolean.getBoolean("rampart.e2e.required")) {
            throw new AssertionError("tests on nodes are required and cannot run: " + obstacle);
        }
        Assumptions.abort(obstacle);
    }

    private static Running start() {
        NODES.down();
        NODES.up(2);
        var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(NODES.kubeconfig()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        var running = new Running(client);
        try {
            NODES.load(IMAGE);
            RELEASE.install(helm(), client);
            awaitRollOut(client);
            return running;
        } catch (RuntimeException | Error e) {
            running.close();
            throw e;
        }
    }

    static void editScanner(KubernetesClient client, Consumer<PodTemplateSpec> change) {
        var scanner = client.apps().daemonSets().inNamespace(Names.NODES).withName(Names.SCANNER);
        edited(() -> scanner.edit(d -> {
            change.accept(d.getSpec().getTemplate());
            return d;
        }));
    }

    static void editOperator(KubernetesClient client, Consumer<PodTemplateSpec> change) {
        var operator = client.apps().deployments().inNamespace(Names.SYSTEM).withName(Names.OPERATOR);
        edited(() -> operator.edit(d -> {
            change.accept(d.getSpec().getTemplate());
            return d;
        }));
    }

    /** Tries again when a controller wrote in between: a conflict, or a JSON patch of a list that is no longer that long. */
    static void edited(Runnable edit) {
        await("an edit without conflict")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsMatching(e -> e instanceof KubernetesClientException k
                        && (k.getCode() == HTTP_CONFLICT || k.getCode() == HTTP_INVALID))
                .until(() -> {
                    edit.run();
                    return true;
                });
    }

    /** Waits until operator and scanners run in the version of their manifests on every node. */
    static void awaitRollOut(KubernetesClient client) {
        await("operator and scanners run")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> operatorReady(client) && scannersReady(client));
    }

    private static boolean operatorReady(KubernetesClient client) {
        var deployment = client.apps()
                .deployments()
                .inNamespace(Names.SYSTEM)
                .withName(Names.OPERATOR)
                .get();
        var status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && Objects.equals(
                        status.getUpdatedReplicas(), deployment.getSpec().getReplicas())
                // While a pod of the old version is there, it may be the one that is ready.
                && Objects.equals(status.getReplicas(), deployment.getSpec().getReplicas())
                && Objects.equals(
                        status.getReadyReplicas(), deployment.getSpec().getReplicas());
    }

    private static boolean scannersReady(KubernetesClient client) {
        var daemonSet = client.apps()
                .daemonSets()
                .inNamespace(Names.NODES)
                .withName(Names.SCANNER)
                .get();
        var status = daemonSet.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), daemonSet.getMetadata().getGeneration())
                && status.getDesiredNumberScheduled() == 2
                && Objects.equals(status.getUpdatedNumberScheduled(), 2)
                && Objects.equals(status.getNumberReady(), 2);
    }
}
