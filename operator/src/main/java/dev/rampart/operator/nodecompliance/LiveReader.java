package dev.rampart.operator.nodecompliance;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Reads past the caches, for the few moments in which a stale answer would be believed. */
public final class LiveReader {

    private final KubernetesClient client;

    public LiveReader(KubernetesClient client) {
        this.client = client;
    }

    Optional<NodeScan> scan(String node) {
        return Optional.ofNullable(
                client.resources(NodeScan.class).withName(node).get());
    }

    Optional<NodeCompliance> compliance(String node) {
        return Optional.ofNullable(
                client.resources(NodeCompliance.class).withName(node).get());
    }
}
