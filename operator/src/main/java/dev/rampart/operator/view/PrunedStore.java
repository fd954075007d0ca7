package dev.rampart.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;

/** Keeps of each object only what the operator reads, so that memory grows with facts and not with objects. */
final class PrunedStore<T extends HasMetadata> extends BasicItemStore<T> {

    private final UnaryOperator<T> prune;

    PrunedStore(UnaryOperator<T> prune) {
        super(Cache::metaNamespaceKeyFunc);
        this.prune = prune;
    }

    @Override
    public T put(String key, T object) {
        return super.put(key, prune.apply(object));
    }
}
