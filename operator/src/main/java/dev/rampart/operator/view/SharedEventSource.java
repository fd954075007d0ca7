package dev.rampart.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Wakes a controller's primaries for changes in a {@link KindCache} that another informer fills. */
final class SharedEventSource<T extends HasMetadata, P extends HasMetadata> extends AbstractEventSource<T, P> {

    private final KindCache<T> cache;
    private final BiPredicate<T, T> isNews;
    private final SecondaryToPrimaryMapper<T> wakes;
    private final Duration patience;

    /**
     * @param isNews now and before; additions and removals always are
     * @param patience how long to wait at start for the cache to be filled
     */
    SharedEventSource(
            KindCache<T> cache, BiPredicate<T, T> isNews, SecondaryToPrimaryMapper<T> wakes, Duration patience) {
        super(cache.kind(), cache.kind().getSimpleName());
        this.cache = cache;
        this.isNews = isNews;
        this.wakes = wakes;
        this.patience = patience;
        cache.listen(this::changed);
    }

    /** Returns when the cache may be read; before that the controller would take what is not listed yet for gone. */
    @Override
    public void start() {
        try {
            if (!cache.awaitOpen(patience)) {
                throw new OperatorException(cache.kind().getSimpleName() + " objects were not listed within "
                        + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while " + cache.kind().getSimpleName() + " objects are listed", e);
        }
        super.start();
    }

    private void changed(@Nullable T before, @Nullable T now) {
        if (!isRunning()) {
            return; // every primary is reconciled once after the start anyway
        }
        if (before != null && now != null && !isNews.test(now, before)) {
            return;
        }
        @Nullable T object = now == null ? before : now;
        if (object != null) {
            wakes.toPrimaryResourceIDs(object).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    /** Reconcilers read the cache itself. */
    @Override
    public Set<T> getSecondaryResources(P primary) {
        return Set.of();
    }
}
