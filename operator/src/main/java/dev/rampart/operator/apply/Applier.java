package dev.rampart.operator.apply;

import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends changes, in order. Stops at the first that fails; the framework then runs the whole pass again. */
public final class Applier {

    public static final String FIELD_MANAGER = "rampart-operator";
    public static final String RECHECK_MANAGER = "rampart-recheck";

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final KubernetesClient client;

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    /** @throws KubernetesClientException when the API server refuses or cannot be reached */
    public void send(List<Change> changes) {
        changes.forEach(this::send);
    }

    private void send(Change change) {
        switch (change) {
            case Change.Apply(var object) -> {
                log("apply", object);
                client.resource(object).patch(applyContext());
            }
            case Change.ApplyStatus(var object) -> {
                log("apply status", object);
                client.resource(object).subresource("status").patch(applyContext());
            }
            case Change.Delete(var object) -> {
                log("delete", object);
                client.resource(object).delete();
            }
            case Change.Recheck(var node, var token) -> recheck(node, token);
        }
    }

    private void recheck(String node, String token) {
        LOG.atInfo().addKeyValue("object", "NodeScan/" + node).log("ask for an evaluation of every check set");
        client.resources(NodeScan.class)
                .withName(node)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(RECHECK_MANAGER)
                                .build(),
                        "{\"spec\":{\"recheck\":\"" + token + "\"}}");
    }

    private static void log(String verb, HasMetadata object) {
        LOG.atInfo()
                .addKeyValue(
                        "object", object.getKind() + "/" + object.getMetadata().getName())
                .log(verb);
    }

    private static PatchContext applyContext() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(true)
                .build();
    }
}
