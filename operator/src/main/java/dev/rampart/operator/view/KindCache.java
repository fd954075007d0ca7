package dev.rampart.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, pruned; one per kind and process. It is the store of the one informer that lists and watches
 * the kind, and every controller reads it and hears of changes through a {@link SharedEventSource}. The framework of
 * this version would give each controller an informer of its own: four lists, four watches and four copies of each node.
 *
 * <p>Listeners hear of a change after the cache shows it, on the informer's thread, so they must be quick.
 */
public final class KindCache<T extends HasMetadata> implements ItemStore<T> {

    /** Hears of every object put or removed; exactly one of the two may be absent. */
    @FunctionalInterface
    interface Listener<T> {
        void changed(@Nullable T before, @Nullable T now);
    }

    private final Class<T> kind;
    private final UnaryOperator<T> prune;
    private final ConcurrentMap<String, T> objects = new ConcurrentHashMap<>();
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch synced = new CountDownLatch(1);

    /** @param prune must not change what it is given, and must keep name, namespace, uid and resourceVersion */
    KindCache(Class<T> kind, UnaryOperator<T> prune) {
        this.kind = kind;
        this.prune = prune;
    }

    public Class<T> kind() {
        return kind;
    }

    void listen(Listener<T> listener) {
        listeners.add(listener);
    }

    /** Called once the informer has listed the kind: from now on the cache may be read. */
    void open() {
        synced.countDown();
    }

    /** @return false when the informer has not listed the kind in that time */
    boolean awaitOpen(Duration atMost) throws InterruptedException {
        return synced.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As the informer last saw them, in no order. */
    public List<T> all() {
        return List.copyOf(objects.values());
    }

    /** The cluster-scoped object of that name. */
    public Optional<T> named(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of a map, whose library does not say so
    public T put(String key, T object) {
        var now = prune.apply(object);
        @Nullable T before = objects.put(key, now);
        listeners.forEach(l -> l.changed(before, now));
        return before;
    }

    @Override
    @SuppressWarnings("NullAway") // as put
    public T remove(String key) {
        @Nullable T before = objects.remove(key);
        if (before != null) {
            listeners.forEach(l -> l.changed(before, null));
        }
        return before;
    }

    @Override
    public Stream<String> keySet() {
        return objects.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return objects.values().stream();
    }

    @Override
    public int size() {
        return objects.size();
    }

    @Override
    @SuppressWarnings("NullAway") // as put
    public T get(String key) {
        return objects.get(key);
    }
}
