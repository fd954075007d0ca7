package dev.rampart.operator.nodescan;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.metrics.NodeCensus;
import dev.rampart.operator.view.Informers;
import io.fabric8.kubernetes.api.model.ConfigMap;
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
    private final String nodesNamespace;

    public NodeScanReconciler(Applier applier, Plans plans, NodeCensus census, String nodesNamespace) {
        this.applier = applier;
        this.plans = plans;
        this.census = census;
        this.nodesNamespace = nodesNamespace;
    }

    @Override
    public List<EventSource<?, Node>> prepareEventSources(EventSourceContext<Node> context) {
        var informers = new Informers<>(context, Node.class);
        return List.of(
                informers.policies(informers.everyPrimary()),
                informers.scans(Informers.sameName()),
                informers.compliances(Informers.sameName()),
                informers.checkSets(nodesNamespace, informers.everyPrimary()));
    }

    @Override
    public UpdateControl<Node> reconcile(Node node, Context<Node> context) {
        var facts = NodeFacts.of(node);
        var plan = plans.of(Informers.all(context, CompliancePolicy.class));
        var configMaps = Informers.all(context, ConfigMap.class).stream()
                .map(m -> m.getMetadata().getName())
                .collect(Collectors.toSet());
        var existing = new NodeScanChanges.Existing(
                Informers.named(context, NodeScan.class, facts.name()),
                Informers.named(context, NodeCompliance.class, facts.name()),
                configMaps);
        applier.send(NodeScanChanges.of(facts, plan, existing));
        census.count(
                facts,
                plan.targets(facts),
                context.getPrimaryCache()
                        .list()
                        .map(n -> n.getMetadata().getName())
                        .collect(Collectors.toSet()));
        return UpdateControl.noUpdate();
    }
}
