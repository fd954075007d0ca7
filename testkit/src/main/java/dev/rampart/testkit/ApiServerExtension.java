package dev.rampart.testkit;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A real Kubernetes API server for tests, with controller manager and without nodes; one per JVM, whatever the number
 * of test classes.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ApiServerExtension API = new ApiServerExtension();
 * }</pre>
 *
 * <p>It is the cluster of {@code -Drampart.test.kubeconfig=FILE} when that is given, otherwise the project's own
 * testcluster, which is stopped when the tests are over. All classes share the one server: name cluster-scoped objects
 * so that they do not meet, and remove them.
 */
public final class ApiServerExtension implements BeforeAllCallback {

    private static final Namespace STORE = Namespace.create(ApiServerExtension.class);

    private @Nullable ApiServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getStore(StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(ApiServer.class, type -> ApiServer.start(), ApiServer.class);
    }

    /** A client that may do everything. Shared: do not close it. */
    public KubernetesClient admin() {
        return server().admin();
    }

    /** The administrator's kubeconfig as text. */
    public String kubeconfig() {
        return server().kubeconfigText();
    }

    public Path kubeconfigFile() {
        return server().kubeconfig();
    }

    /**
     * A client that is that service account, with exactly the rights that RBAC gives it. Closed with the server.
     *
     * @throws IllegalStateException when there is no such account
     */
    public KubernetesClient asServiceAccount(String namespace, String name) {
        return server().asServiceAccount(namespace, name, Optional.empty());
    }

    /**
     * As {@link #asServiceAccount(String, String)}, with a token as the kubelet gives it to a pod: it names the pod and,
     * when the pod is placed, its node.
     *
     * @param boundPod name of an existing pod in the account's namespace; its {@code spec.nodeName} decides the node
     * @throws IllegalStateException when there is no such account or pod
     */
    public KubernetesClient asServiceAccount(String namespace, String name, String boundPod) {
        return server().asServiceAccount(namespace, name, Optional.of(boundPod));
    }

    /**
     * Applies YAML files on the server's side, document by document; a CustomResourceDefinition is waited for until the
     * server answers for its kind.
     *
     * @param yaml files, or folders whose YAML files are taken in order of name
     * @throws IllegalStateException when the server refuses a document, naming file and object
     */
    public void apply(Path... yaml) {
        var manifests = new Manifests(admin());
        for (var path : yaml) {
            manifests.apply(path);
        }
    }

    /** Installs the committed CustomResourceDefinitions of every kind. */
    public void installCrds() {
        apply(root().resolve("crds/src/main/resources/META-INF/fabric8"));
    }

    /** A new namespace with a name of its own; deleted when the tests are over. */
    public String namespace() {
        return server().newNamespace();
    }

    /** The repository root. */
    public Path root() {
        return TestSettings.root();
    }

    private ApiServer server() {
        if (server == null) {
            throw new IllegalStateException(
                    "the API server is not started yet: register ApiServerExtension as a static field with @RegisterExtension");
        }
        return server;
    }
}
