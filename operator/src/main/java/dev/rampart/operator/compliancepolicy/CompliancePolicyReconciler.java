package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.WritePacing;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.PolicyReading;
import dev.rampart.operator.checkset.ValidPolicy;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.RightsWatch;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.News;
import dev.rampart.operator.view.PolicyView;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries a policy's check sets out to where scanners find them, makes its report, and says how far things are. */
@ControllerConfiguration(name = "compliancepolicy")
public final class CompliancePolicyReconciler implements Reconciler<CompliancePolicy> {

    private final Plans plans;
    private final Delivery delivery;
    private final RightsWatch rights;
    private final String nodesNamespace;
    private final ClusterCaches caches;
    private final WritePacing pacing;
    private final Clock clock;

    /** @param interval between two writes of a status that differ in nothing but the words of conditions */
    public CompliancePolicyReconciler(
            Applier applier,
            Plans plans,
            ConfigMapReader configMaps,
            RightsWatch rights,
            String nodesNamespace,
            ClusterCaches caches,
            Duration interval,
            Clock clock) {
        this.plans = plans;
        this.delivery = new Delivery(applier, new PolicyResources(nodesNamespace), configMaps, rights, clock);
        this.rights = rights;
        this.nodesNamespace = nodesNamespace;
        this.caches = caches;
        this.pacing = new WritePacing(interval, System::nanoTime);
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, CompliancePolicy>> prepareEventSources(EventSourceContext<CompliancePolicy> context) {
        var informers = new Informers<>(context, CompliancePolicy.class);
        var changedRights = new SimpleInboundEventSource<CompliancePolicy>("rights");
        rights.onChange(() ->
                context.getPrimaryCache().list().map(ResourceID::fromResource).forEach(changedRights::propagateEvent));
        return List.of(
                changedRights,
                informers.one(Namespace.class, nodesNamespace, informers.everyPrimary()),
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
        pacing.retain(ofPolicies(ObjectMeta::getName));
        delivery.retain(ofPolicies(ObjectMeta::getUid));
        if (policy.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        var existing = new PolicyResources.Existing(
                caches.checkSets().all(),
                caches.reports().named(policy.getMetadata().getName()),
                caches.scans().all());
        return switch (plans.read(policy)) {
            case PolicyReading.Invalid(var name, var selection, var problems) -> {
                delivery.withdraw(policy, existing);
                writeStatus(policy, PolicyStatus.invalid(policy, problems, clock));
                yield UpdateControl.noUpdate();
            }
            case PolicyReading.Valid(var valid) ->
                reconcile(policy, valid, existing, Informers.named(context, Namespace.class, nodesNamespace));
        };
    }

    private Set<String> ofPolicies(Function<ObjectMeta, String> part) {
        return caches.policies().all().stream()
                .map(p -> part.apply(p.getMetadata()))
                .collect(Collectors.toSet());
    }

    private UpdateControl<CompliancePolicy> reconcile(
            CompliancePolicy policy,
            ValidPolicy valid,
            PolicyResources.Existing existing,
            Optional<Namespace> namespace) {
        // With this very version: the cache may be ahead of it, and the status names its generation.
        var others = caches.policies().all().stream()
                .filter(p -> !p.getMetadata().getName().equals(valid.name()));
        var cluster = plans.of(Stream.concat(others, Stream.of(policy)).toList());
        var plan = cluster.plan(valid.name());
        if (plan.isEmpty()) {
            return UpdateControl.noUpdate(); // deleted meanwhile
        }
        var delivered = delivery.deliver(policy, plan.get().sets(), existing, namespace);
        var nodes = caches.nodes().all().stream().map(NodeFacts::of).toList();
        var view = PolicyView.of(
                plan.get(),
                new PolicyView.Cluster(
                        cluster, nodes, existing.scans(), caches.compliances().all()));
        Function<PolicyStatus.Words, CompliancePolicyStatus> status =
                words -> PolicyStatus.of(policy, view, cluster, existing.report(), delivered.obstacles(), words, clock);
        var wait = writeStatus(policy, status);
        return rescheduled(valid, Stream.concat(delivered.again().stream(), wait.stream()));
    }

    /** @return how long a status has to wait in which only the words of conditions are new; empty when none waits */
    private Optional<Duration> writeStatus(
            CompliancePolicy policy, Function<PolicyStatus.Words, CompliancePolicyStatus> status) {
        var now = status.apply(PolicyStatus.Words.NEW);
        var wait = pacing.wait(policy.getMetadata().getName());
        // While thousands of nodes report, the names of those that are waited for change with each.
        if (wait.isPresent()
                && !now.equals(policy.getStatus())
                && status.apply(PolicyStatus.Words.OLD).equals(policy.getStatus())) {
            return wait;
        }
        writeStatus(policy, now);
        return Optional.empty();
    }

    private void writeStatus(CompliancePolicy policy, CompliancePolicyStatus status) {
        if (status.equals(policy.getStatus())) {
            return;
        }
        var fresh = new CompliancePolicy();
        fresh.setMetadata(
                new ObjectMetaBuilder().withName(policy.getMetadata().getName()).build());
        fresh.setStatus(status);
        delivery.status(fresh);
        pacing.wrote(policy.getMetadata().getName());
    }

    /** {@code nextRun} is a time that passes. */
    private UpdateControl<CompliancePolicy> rescheduled(ValidPolicy policy, Stream<Duration> others) {
        var control = UpdateControl.<CompliancePolicy>noUpdate();
        var now = clock.instant();
        var next = PolicyStatus.nextRun(policy, now)
                .map(n -> Duration.between(now, n).plusSeconds(1));
        return Stream.concat(next.stream(), others)
                .min(Duration::compareTo)
                .map(control::rescheduleAfter)
                .orElse(control);
    }
}
