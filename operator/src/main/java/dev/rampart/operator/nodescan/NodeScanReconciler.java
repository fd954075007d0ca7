package dev.rampart.operator.nodescan;

import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.metrics.NodeCensus;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.News;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.stream.Collectors;

/** Gives every targeted node a NodeScan that says what to evaluate, and takes it from nodes that are targeted no more. */
@ControllerConfiguration(name = "nodescan")
public final class NodeScanReconciler implements Reconciler<Node> {

    private final Applier applier;
    private final Plans plans;
    private final NodeCensus census;
    private final ClusterCaches caches;

    public NodeScanReconciler(Applier applier, Plans plans, NodeCensus census, ClusterCaches caches) {
        this.applier = applier;
        this.plans = plans;
        this.census = census;
        this.caches = caches;
    }

    @Override
    public List<EventSource<?, Node>> prepareEventSources(EventSourceContext<Node> context) {
        var informers = new Informers<>(context, Node.class);
        return List.of(
                informers.primary(caches.nodes()),
                informers.shared(caches.policies(), News::ofWish, informers.everyPrimary()),
                informers.shared(caches.scans(), News::ofAssignment, Informers.sameName()),
                informers.shared(caches.compliances(), (now, before) -> false, Informers.sameName()),
                informers.shared(caches.checkSets(), News::anything, informers.everyPrimary()));
    }

    @Override
    public UpdateControl<Node> reconcile(Node node, Context<Node> context) {
        var facts = NodeFacts.of(node);
        var plan = plans.of(caches.policies().all());
        var configMaps = caches.checkSets().all().stream()
                .map(m -> m.getMetadata().getName())
                .collect(Collectors.toSet());
        var existing = new NodeScanChanges.Existing(
                caches.scans().named(facts.name()), caches.compliances().named(facts.name()), configMaps);
        applier.send(NodeScanChanges.of(facts, plan, existing));
        census.count(
                facts,
                plan.targets(facts),
                caches.nodes().size(),
                name -> caches.nodes().named(name).isPresent());
        return UpdateControl.noUpdate();
    }
}
