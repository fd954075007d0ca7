package dev.rampart.testkit;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.BoundObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The API server of this JVM and the clients that tests asked for; closed with the test run or with the JVM. */
final class ApiServer implements AutoCloseable {

    /** Longer than any test run; the API server's minimum is 10 minutes. */
    private static final long TOKEN_SECONDS = 4 * 3600L;

    private final Runnable stop;
    private final Path kubeconfig;
    private final KubernetesClient admin;
    private final Queue<KubernetesClient> clients = new ConcurrentLinkedQueue<>();
    private final Queue<String> namespaces = new ConcurrentLinkedQueue<>();

    private ApiServer(Runnable stop, Path kubeconfig) {
        this.stop = stop;
        this.kubeconfig = kubeconfig;
        this.admin = client(config());
    }

    static ApiServer start() {
        var source = ClusterSource.choose(TestSettings.kubeconfig(), TestSettings.testcluster());
        var open = new AtomicBoolean(true);
        Runnable stop = () -> {
            if (open.getAndSet(false)) {
                source.stop();
            }
        };
        // A build that is interrupted ends the JVM without closing JUnit's stores, perhaps in the middle of the start.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endStart(open, stop), "stop-api-server"));
        try {
            return new ApiServer(stop, source.start());
        } catch (RuntimeException e) {
            try {
                stop.run();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Ends the programs of this JVM first, so that a start on its way does not outlive the stop. */
    private static void endStart(AtomicBoolean open, Runnable stop) {
        if (open.get()) {
            ProcessHandle.current().children().forEach(ProcessHandle::destroy);
            stop.run();
        }
    }

    KubernetesClient admin() {
        return admin;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** A client with a token of that account, bound to a pod of the same namespace when one is named. */
    KubernetesClient asServiceAccount(String namespace, String name, Optional<String> pod) {
        var account = admin.serviceAccounts().inNamespace(namespace).withName(name);
        if (account.get() == null) {
            throw new IllegalStateException("service account " + namespace + "/" + name
                    + " does not exist: apply the manifest that makes it first");
        }
        var request = new TokenRequestBuilder().withNewSpec().withExpirationSeconds(TOKEN_SECONDS);
        pod.ifPresent(p -> request.withBoundObjectRef(new BoundObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(p)
                .withUid(podUid(namespace, p))
                .build()));
        var token = account.tokenRequest(request.endSpec().build()).getStatus().getToken();
        return client(new ConfigBuilder(config())
                .withClientCertData(null)
                .withClientCertFile(null)
                .withClientKeyData(null)
                .withClientKeyFile(null)
                .withUsername(null)
                .withPassword(null)
                .withAutoOAuthToken(null)
                .withOauthToken(token)
                .build());
    }

    private String podUid(String namespace, String name) {
        var pod = admin.pods().inNamespace(namespace).withName(name).get();
        return Optional.ofNullable(pod)
                .map(p -> p.getMetadata().getUid())
                .orElseThrow(() -> new IllegalStateException(
                        "pod " + namespace + "/" + name + " does not exist: create it before asking for its token"));
    }

    String newNamespace() {
        var wanted = new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("it-")
                .endMetadata()
                .build();
        var name = admin.resource(wanted).create().getMetadata().getName();
        namespaces.add(name);
        return name;
    }

    private Config config() {
        return Config.fromKubeconfig(kubeconfig.toFile());
    }

    private KubernetesClient client(Config config) {
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        clients.add(client);
        return client;
    }

    String kubeconfigText() {
        try {
            return Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            namespaces.forEach(name -> admin.namespaces().withName(name).delete());
            clients.forEach(KubernetesClient::close);
        } finally {
            stop.run();
        }
    }
}
