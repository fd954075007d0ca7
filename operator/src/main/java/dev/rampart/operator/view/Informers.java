package dev.rampart.operator.view;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.checkset.NodeFacts;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The secondary informers of one controller. Each keeps pruned objects, wakes only for changes that matter, and is read
 * whole through {@link #all} and by name through {@link #named}.
 *
 * @param <P> the controller's primary kind
 */
public final class Informers<P extends HasMetadata> {

    /** Larger clusters are listed in pages, so that no answer holds all nodes at once. */
    private static final long PAGE = 200;

    private final EventSourceContext<P> context;
    private final Class<P> primary;

    public Informers(EventSourceContext<P> context, Class<P> primary) {
        this.context = context;
        this.primary = primary;
    }

    private static <T extends HasMetadata> ItemStore<T> store(UnaryOperator<T> prune) {
        return new PrunedStore<>(prune);
    }

    /** Node stores and filters for a controller whose primary is the Node. */
    public static ItemStore<Node> nodes() {
        return store(Pruning::node);
    }

    /** As {@link #nodes}, for a controller whose primary is the NodeScan. */
    public static ItemStore<NodeScan> scans() {
        return store(Pruning::nodeScan);
    }

    /** Kubelets write their Node every few minutes; only a change of facts is news. */
    public static boolean isNews(Node now, Node before) {
        return !NodeFacts.of(now).equals(NodeFacts.of(before));
    }

    /** For accepting results: the heartbeat alone is no news. */
    public static boolean isNews(NodeScan now, NodeScan before) {
        var a = Pruning.nodeScan(now);
        var b = Pruning.nodeScan(before);
        return !Objects.equals(a.getSpec(), b.getSpec())
                || !Objects.equals(results(a), results(b))
                || !Objects.equals(
                        a.getMetadata().getOwnerReferences(), b.getMetadata().getOwnerReferences());
    }

    private static Optional<List<dev.rampart.crds.v1alpha1.ScanResult>> results(NodeScan scan) {
        return Optional.ofNullable(scan.getStatus()).map(s -> s.results());
    }

    public InformerEventSource<Node, P> nodes(SecondaryToPrimaryMapper<Node> wakes) {
        return source(builder(Node.class, store(Pruning::node), wakes).withOnUpdateFilter(Informers::isNews));
    }

    /** A changed status is the policy's own doing and wakes nobody. */
    public InformerEventSource<CompliancePolicy, P> policies(SecondaryToPrimaryMapper<CompliancePolicy> wakes) {
        return source(builder(CompliancePolicy.class, store(Pruning::policy), wakes)
                .withOnUpdateFilter((now, before) -> !Objects.equals(
                                now.getMetadata().getGeneration(),
                                before.getMetadata().getGeneration())
                        || !Objects.equals(
                                now.getMetadata().getDeletionTimestamp(),
                                before.getMetadata().getDeletionTimestamp())));
    }

    /** Every change: who asks for heartbeats or reported digests gets both. */
    public InformerEventSource<NodeScan, P> scans(SecondaryToPrimaryMapper<NodeScan> wakes) {
        return source(builder(NodeScan.class, store(Pruning::nodeScan), wakes));
    }

    public InformerEventSource<NodeCompliance, P> compliances(SecondaryToPrimaryMapper<NodeCompliance> wakes) {
        return source(builder(NodeCompliance.class, store(Pruning::nodeCompliance), wakes));
    }

    /** With the lists of failing checks. */
    public InformerEventSource<NodeCompliance, P> wholeCompliances(SecondaryToPrimaryMapper<NodeCompliance> wakes) {
        return source(builder(NodeCompliance.class, store(Pruning::whole), wakes));
    }

    /** Reports are few and read whole by who copies their figures. */
    public InformerEventSource<ComplianceReport, P> reports(SecondaryToPrimaryMapper<ComplianceReport> wakes) {
        return source(builder(ComplianceReport.class, store(UnaryOperator.identity()), wakes));
    }

    public InformerEventSource<ConfigMap, P> checkSets(String namespace, SecondaryToPrimaryMapper<ConfigMap> wakes) {
        return source(builder(ConfigMap.class, store(Pruning::configMap), wakes)
                .withNamespaces(Set.of(namespace))
                .withLabelSelector(Labels.COMPONENT + "=" + Labels.CHECK_SET));
    }

    /** The one object of that name, of a cluster-scoped kind. */
    public <T extends HasMetadata> InformerEventSource<T, P> one(
            Class<T> kind, String name, SecondaryToPrimaryMapper<T> wakes) {
        return source(InformerEventSourceConfiguration.from(kind, primary)
                .withName(kind.getSimpleName())
                .withSecondaryToPrimaryMapper(wakes)
                .withFieldSelector(new FieldSelector(new FieldSelector.Field("metadata.name", name))));
    }

    private <T extends HasMetadata> InformerEventSourceConfiguration.Builder<T> builder(
            Class<T> kind, ItemStore<T> store, SecondaryToPrimaryMapper<T> wakes) {
        return InformerEventSourceConfiguration.from(kind, primary)
                .withName(kind.getSimpleName())
                .withSecondaryToPrimaryMapper(wakes)
                .withInformerListLimit(PAGE)
                .withItemStore(store);
    }

    private <T extends HasMetadata> InformerEventSource<T, P> source(
            InformerEventSourceConfiguration.Builder<T> builder) {
        return new InformerEventSource<>(builder.build(), context);
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

    /** All objects of a secondary kind in this controller's cache. */
    public static <T extends HasMetadata> List<T> all(Context<?> context, Class<T> kind) {
        return source(context, kind).list().toList();
    }

    /** The cluster-scoped object of that name in this controller's cache. */
    public static <T extends HasMetadata> Optional<T> named(Context<?> context, Class<T> kind, String name) {
        return source(context, kind).get(new ResourceID(name));
    }

    private static <T extends HasMetadata> InformerEventSource<T, ?> source(Context<?> context, Class<T> kind) {
        return (InformerEventSource<T, ?>) context.eventSourceRetriever().getEventSourceFor(kind);
    }
}
