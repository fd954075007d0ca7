package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.WritePacing;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.PolicyReading;
import dev.rampart.operator.checkset.ValidPolicy;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.News;
import dev.rampart.operator.view.PolicyView;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries a policy's check sets out to where scanners find them, makes its report, and says how far things are. */
@ControllerConfiguration(name = "compliancepolicy")
public final class CompliancePolicyReconciler implements Reconciler<CompliancePolicy> {

    private final Applier applier;
    private final Plans plans;
    private final PolicyResources resources;
    private final String nodesNamespace;
    private final ClusterCaches caches;
    private final WritePacing pacing;
    private final Clock clock;

    /** @param interval between two writes of a status that differ in nothing but the words of conditions */
    public CompliancePolicyReconciler(
            Applier applier, Plans plans, String nodesNamespace, ClusterCaches caches, Duration interval, Clock clock) {
        this.applier = applier;
        this.plans = plans;
        this.resources = new PolicyResources(nodesNamespace);
        this.nodesNamespace = nodesNamespace;
        this.caches = caches;
        this.pacing = new WritePacing(interval, System::nanoTime);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, CompliancePolicy>> prepareEventSources(EventSourceContext<CompliancePolicy> context) {
        var informers = new Informers<>(context, CompliancePolicy.class);
        return List.of(
                informers.primary(caches.policies()),
                informers.filling(caches.checkSets(), nodesNamespace, Labels.COMPONENT + "=" + Labels.CHECK_SET),
                informers.shared(caches.nodes(), News::ofFacts, informers.everyPrimary()),
                informers.shared(caches.scans(), News::ofDistribution, informers.everyPrimary()),
                informers.shared(caches.compliances(), News::ofAcceptance, informers.everyPrimary()),
                informers.shared(caches.checkSets(), News::anything, informers.everyPrimary()),
                informers.shared(caches.reports(), News::anything, Informers.sameName()));
    }

    @Override
    public UpdateControl<CompliancePolicy> reconcile(CompliancePolicy policy, Context<CompliancePolicy> context) {
        pacing.retain(caches.policies().all().stream()
                .map(p -> p.getMetadata().getName())
                .collect(Collectors.toSet()));
        if (policy.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        var existing = new PolicyResources.Existing(
                caches.checkSets().all(),
                caches.reports().named(policy.getMetadata().getName()),
                caches.scans().all());
        return switch (plans.read(policy)) {
            case PolicyReading.Invalid(var name, var selection, var problems) -> {
                applier.send(resources.changes(policy, List.of(), existing));
                writeStatus(policy, PolicyStatus.invalid(policy, problems, clock));
                yield UpdateControl.noUpdate();
            }
            case PolicyReading.Valid(var valid) -> reconcile(policy, valid, existing);
        };
    }

    private UpdateControl<CompliancePolicy> reconcile(
            CompliancePolicy policy, ValidPolicy valid, PolicyResources.Existing existing) {
        // With this very version: the cache may be ahead of it, and the status names its generation.
        var others = caches.policies().all().stream()
                .filter(p -> !p.getMetadata().getName().equals(valid.name()));
        var cluster = plans.of(Stream.concat(others, Stream.of(policy)).toList());
        var plan = cluster.plan(valid.name());
        if (plan.isEmpty()) {
            return UpdateControl.noUpdate(); // deleted meanwhile
        }
        applier.send(resources.changes(policy, plan.get().sets(), existing));
        var nodes = caches.nodes().all().stream().map(NodeFacts::of).toList();
        var view = PolicyView.of(
                plan.get(),
                new PolicyView.Cluster(
                        cluster, nodes, existing.scans(), caches.compliances().all()));
        var status = PolicyStatus.of(policy, view, cluster, existing.report(), PolicyStatus.Words.NEW, clock);
        var wait = pacing.wait(valid.name());
        if (wait.isPresent() && !status.equals(policy.getStatus())) {
            // While thousands of nodes report, the names of those that are waited for change with each.
            var inOldWords = PolicyStatus.of(policy, view, cluster, existing.report(), PolicyStatus.Words.OLD, clock);
            if (inOldWords.equals(policy.getStatus())) {
                return UpdateControl.<CompliancePolicy>noUpdate().rescheduleAfter(wait.get());
            }
        }
        writeStatus(policy, status);
        return rescheduled(valid);
    }

    private void writeStatus(CompliancePolicy policy, CompliancePolicyStatus status) {
        if (status.equals(policy.getStatus())) {
            return;
        }
        var fresh = new CompliancePolicy();
        fresh.setMetadata(
                new ObjectMetaBuilder().withName(policy.getMetadata().getName()).build());
        fresh.setStatus(status);
        applier.send(List.of(new Change.ApplyStatus(fresh)));
        pacing.wrote(policy.getMetadata().getName());
    }

    /** {@code nextRun} is a time that passes. */
    private UpdateControl<CompliancePolicy> rescheduled(ValidPolicy policy) {
        var control = UpdateControl.<CompliancePolicy>noUpdate();
        var now = clock.instant();
        return PolicyStatus.nextRun(policy, now)
                .map(next -> control.rescheduleAfter(Duration.between(now, next).plusSeconds(1)))
                .orElse(control);
    }
}
