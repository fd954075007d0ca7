package dev.rampart.operator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every version that the API server ever shows of one object, in order, as a client that watches sees them. */
final class Versions implements AutoCloseable {

    private final KubernetesClient client;
    private final String name;
    private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;
    private volatile boolean deleted;

    Versions(KubernetesClient client, String kind, String name) {
        this.client = client;
        this.name = name;
        this.watch = client.genericKubernetesResources("rampart.dev/v1alpha1", kind)
                .withName(name)
                .watch(new Watcher<GenericKubernetesResource>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource object) {
                        note(action, object);
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        throw new IllegalStateException("the watch ended early", cause);
                    }
                });
    }

    private void note(Watcher.Action action, GenericKubernetesResource object) {
        if (action == Watcher.Action.DELETED) {
            deleted = true;
        } else {
            seen.add(client.getKubernetesSerialization().convertValue(object, JsonNode.class));
        }
    }

    List<JsonNode> seen() {
        return List.copyOf(seen);
    }

    boolean isDeleted() {
        return deleted;
    }

    /** What kstatus said over time, each once as long as it lasted. */
    List<Kstatus> story() {
        var story = new ArrayList<Kstatus>();
        for (var version : seen) {
            var status = Kstatus.of(version);
            if (story.isEmpty() || story.getLast() != status) {
                story.add(status);
            }
        }
        return story;
    }

    @Override
    public void close() {
        watch.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
