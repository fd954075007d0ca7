package dev.rampart.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every version of one object from now on: a poll would miss those that are soon replaced. */
final class Versions<T extends HasMetadata> implements AutoCloseable {

    private final List<T> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;

    Versions(KubernetesClient client, Class<T> kind, String name) {
        watch = client.resources(kind).withName(name).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, T version) {
                seen.add(version);
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }

    List<T> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        watch.close();
    }
}
