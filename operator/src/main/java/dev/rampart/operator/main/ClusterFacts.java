package dev.rampart.operator.main;

import dev.rampart.crds.v1alpha1.Api;
import dev.rampart.crds.v1alpha1.ClusterIdentity;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked of the cluster once, at start. */
final class ClusterFacts {

    private static final List<String> KINDS =
            List.of("compliancepolicies", "compliancereports", "nodecompliances", "nodescans");
    private static final int NAME_LENGTH = 8;

    private ClusterFacts() {}

    /** @throws IllegalStateException naming the CustomResourceDefinitions that are missing and how to install them */
    static void requireKinds(KubernetesClient client) {
        var resources = client.getApiResources(Api.GROUP + "/" + Api.VERSION);
        var served = resources == null
                ? java.util.Set.<String>of()
                : resources.getResources().stream().map(APIResource::getName).collect(Collectors.toSet());
        var missing = KINDS.stream().filter(k -> !served.contains(k)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the API server does not serve "
                    + missing.stream().map(k -> k + "." + Api.GROUP).collect(Collectors.joining(", "))
                    + ": apply the CustomResourceDefinitions of this version first");
        }
    }

    static ClusterIdentity identity(KubernetesClient client, Optional<String> name) {
        var system = client.namespaces().withName("kube-system").get();
        if (system == null) {
            throw new KubernetesClientException("namespace kube-system, whose uid names the cluster, is not found");
        }
        var uid = system.getMetadata().getUid();
        var version = client.getKubernetesVersion();
        return new ClusterIdentity(
                name.orElse(uid.substring(0, Math.min(NAME_LENGTH, uid.length()))),
                uid,
                version == null ? null : version.getGitVersion());
    }
}
