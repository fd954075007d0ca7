package dev.rampart.operator.obstacle;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads one ConfigMap past the cache, by a list of one: the operator has no right to get. */
public final class ConfigMapReader {

    private final KubernetesClient client;
    private final String namespace;

    public ConfigMapReader(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server does not answer */
    public Optional<ConfigMap> live(String name) {
        return client.configMaps().inNamespace(namespace).withField("metadata.name", name).list().getItems().stream()
                .findFirst();
    }
}
