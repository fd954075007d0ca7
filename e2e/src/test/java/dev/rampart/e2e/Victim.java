package dev.rampart.e2e;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node that something happens to, and what the API says of it. */
record Victim(KubernetesClient client, String name) {

    /** The operator has to live to say what it sees. */
    static Victim withoutOperator(KubernetesClient client) {
        var busy = client
                .pods()
                .inNamespace(Names.SYSTEM)
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems()
                .stream()
                .map(p -> p.getSpec().getNodeName())
                .filter(Objects::nonNull)
                .toList();
        return new Victim(client, busy.contains(RampartOnNodes.NODE_B) ? RampartOnNodes.NODE_A : RampartOnNodes.NODE_B);
    }

    /** The name of the node that nothing happens to. */
    String other() {
        return name.equals(RampartOnNodes.NODE_A) ? RampartOnNodes.NODE_B : RampartOnNodes.NODE_A;
    }

    Node node() {
        return client.nodes().withName(name).require();
    }

    String uid() {
        return node().getMetadata().getUid();
    }

    String machineID() {
        return node().getStatus().getNodeInfo().getMachineID();
    }

    /** When the node's readiness changed last. */
    Instant readinessChanged() {
        return node().getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Ready"))
                .map(c -> Instant.parse(c.getLastTransitionTime()))
                .findFirst()
                .orElseThrow();
    }

    void edit(Consumer<NodeSpec> change) {
        RampartOnNodes.edited(() -> client.nodes().withName(name).edit(n -> {
            change.accept(n.getSpec());
            return n;
        }));
    }

    /** Null while the node has none. */
    @Nullable
    NodeComplianceStatus compliance() {
        var compliance = client.resources(NodeCompliance.class).withName(name).get();
        return compliance == null ? null : compliance.getStatus();
    }

    /** Null while there is none, as between two of them. */
    @Nullable
    Pod scanner() {
        return client
                .pods()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "scanner")
                .withField("spec.nodeName", name)
                .list()
                .getItems()
                .stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .orElse(null);
    }

    /** Makes the DaemonSet's controller put another pod there. */
    void replaceScanner() {
        var old = Objects.requireNonNull(scanner());
        client.resource(old).withGracePeriod(0).delete();
        Scenario.patiently("another scanner runs on " + name).until(() -> {
            var pod = scanner();
            return pod != null
                    && !pod.getMetadata().getUid().equals(old.getMetadata().getUid())
                    && pod.getStatus().getContainerStatuses().stream().anyMatch(c -> Boolean.TRUE.equals(c.getReady()));
        });
    }
}
