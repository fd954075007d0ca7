package dev.rampart.operator.view;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The event sources of one controller.
 *
 * @param <P> the controller's primary kind
 */
public final class Informers<P extends HasMetadata> {

    /**
     * Lists come in pages of this size, so that no answer holds all objects at once: with 8 KiB of evidence a page of
     * NodeScans is 1.3 MiB of JSON.
     */
    public static final long PAGE = 100;

    private final EventSourceContext<P> context;
    private final Class<P> primary;

    public Informers(EventSourceContext<P> context, Class<P> primary) {
        this.context = context;
        this.primary = primary;
    }

    /** Says that the cache is filled which is the store of this controller's own informer. */
    public EventSource<P, P> primary(KindCache<P> cache) {
        return new Opening<>(cache);
    }

    /** The framework starts the controller's own informer, and waits for its list, before it starts other sources. */
    private static final class Opening<P extends HasMetadata> extends AbstractEventSource<P, P> {

        private final KindCache<P> cache;

        Opening(KindCache<P> cache) {
            super(cache.kind(), cache.kind().getSimpleName() + "-listed");
            this.cache = cache;
        }

        @Override
        public void start() {
            super.start();
            cache.open();
        }

        @Override
        public Set<P> getSecondaryResources(P primary) {
            return Set.of();
        }
    }

    /** The informer that fills the cache of a kind that is no controller's primary; wakes nobody itself. */
    public <T extends HasMetadata> EventSource<T, P> filling(KindCache<T> cache) {
        return filling(cache, UnaryOperator.identity());
    }

    /** As {@link #filling(KindCache)}, of the objects of one namespace that carry the label. */
    public <T extends HasMetadata> EventSource<T, P> filling(
            KindCache<T> cache, String namespace, String labelSelector) {
        return filling(cache, b -> b.withNamespaces(Set.of(namespace)).withLabelSelector(labelSelector));
    }

    private <T extends HasMetadata> EventSource<T, P> filling(
            KindCache<T> cache, UnaryOperator<InformerEventSourceConfiguration.Builder<T>> select) {
        var configuration = select.apply(InformerEventSourceConfiguration.from(cache.kind(), primary)
                        .withName(cache.kind().getSimpleName() + "-informer")
                        .withSecondaryToPrimaryMapper(object -> Set.of())
                        .withInformerListLimit(PAGE)
                        .withItemStore(cache))
                .build();
        return new InformerEventSource<>(configuration, context) {
            @Override
            public synchronized void start() {
                super.start();
                cache.open();
            }
        };
    }

    /** Wakes primaries for what is news among the changes of a cache; objects that come and go always are. */
    public <T extends HasMetadata> EventSource<T, P> shared(
            KindCache<T> cache, BiPredicate<T, T> isNews, SecondaryToPrimaryMapper<T> wakes) {
        return new SharedEventSource<>(cache, isNews, wakes, patience());
    }

    private Duration patience() {
        return context.getControllerConfiguration().getConfigurationService().cacheSyncTimeout();
    }

    /** The one object of that name, of a cluster-scoped kind. */
    public <T extends HasMetadata> InformerEventSource<T, P> one(
            Class<T> kind, String name, SecondaryToPrimaryMapper<T> wakes) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, primary)
                        .withName(kind.getSimpleName())
                        .withSecondaryToPrimaryMapper(wakes)
                        .withFieldSelector(new FieldSelector(new FieldSelector.Field("metadata.name", name)))
                        .build(),
                context);
    }

    /** Wakes the primary of the same name. */
    public static <T extends HasMetadata> SecondaryToPrimaryMapper<T> sameName() {
        return object -> Set.of(new ResourceID(object.getMetadata().getName()));
    }

    /** Wakes every primary there is. */
    public <T extends HasMetadata> SecondaryToPrimaryMapper<T> everyPrimary() {
        return object ->
                context.getPrimaryCache().list().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    /** The object of a kind that {@link #one} watches. */
    public static <T extends HasMetadata> Optional<T> named(Context<?> context, Class<T> kind, String name) {
        var source = (InformerEventSource<T, ?>) context.eventSourceRetriever().getEventSourceFor(kind);
        return source.get(new ResourceID(name));
    }
}
