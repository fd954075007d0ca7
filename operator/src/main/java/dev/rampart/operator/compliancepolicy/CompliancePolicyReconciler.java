package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.PolicyReading;
import dev.rampart.operator.checkset.PolicyValidator;
import dev.rampart.operator.checkset.ValidPolicy;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.Contention;
import dev.rampart.operator.obstacle.Obstacle;
import dev.rampart.operator.obstacle.PodSecurityLabel;
import dev.rampart.operator.obstacle.RightsWatch;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.PolicyView;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries a policy's check sets out to where scanners find them, makes its report, and says how far things are. */
@ControllerConfiguration(name = "compliancepolicy")
public final class CompliancePolicyReconciler implements Reconciler<CompliancePolicy> {

    private static final int UNPROCESSABLE = 422;
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(15);

    private final Applier applier;
    private final Plans plans;
    private final PolicyResources resources;
    private final CheckSetMaps maps;
    private final RightsWatch rights;
    private final String nodesNamespace;
    private final Clock clock;

    public CompliancePolicyReconciler(
            Applier applier,
            Plans plans,
            ConfigMapReader configMaps,
            RightsWatch rights,
            String nodesNamespace,
            Clock clock) {
        this.applier = applier;
        this.plans = plans;
        this.resources = new PolicyResources(nodesNamespace);
        this.maps = new CheckSetMaps(resources, configMaps, new Contention(clock));
        this.rights = rights;
        this.nodesNamespace = nodesNamespace;
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
                informers.nodes(informers.everyPrimary()),
                informers.scans(informers.everyPrimary()),
                informers.compliances(informers.everyPrimary()),
                informers.checkSets(nodesNamespace, informers.everyPrimary()),
                informers.reports(Informers.sameName()));
    }

    @Override
    public UpdateControl<CompliancePolicy> reconcile(CompliancePolicy policy, Context<CompliancePolicy> context) {
        if (policy.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        var existing = new PolicyResources.Existing(
                Informers.all(context, ConfigMap.class),
                Informers.named(
                        context, ComplianceReport.class, policy.getMetadata().getName()),
                Informers.all(context, NodeScan.class));
        return switch (PolicyValidator.validate(policy)) {
            case PolicyReading.Invalid(var name, var selection, var problems) -> {
                applier.send(resources.changes(policy, List.of(), existing));
                writeStatus(policy, PolicyStatus.invalid(policy, problems, clock));
                yield UpdateControl.noUpdate();
            }
            case PolicyReading.Valid(var valid) -> reconcile(policy, valid, existing, context);
        };
    }

    private UpdateControl<CompliancePolicy> reconcile(
            CompliancePolicy policy,
            ValidPolicy valid,
            PolicyResources.Existing existing,
            Context<CompliancePolicy> context) {
        var cluster = plans.of(context.getPrimaryCache().list().toList());
        var plan = cluster.plan(valid.name());
        if (plan.isEmpty()) {
            return UpdateControl.noUpdate(); // deleted meanwhile
        }
        var sets = plan.get().sets();
        var owner = Owner.policy(
                policy.getMetadata().getName(), policy.getMetadata().getUid());
        var wanted = maps.outcome(sets, owner, existing.configMaps());
        var refused = send(wanted, resources.changes(policy, sets, existing));
        var nodes =
                Informers.all(context, Node.class).stream().map(NodeFacts::of).toList();
        var view = PolicyView.of(
                plan.get(),
                new PolicyView.Cluster(cluster, nodes, existing.scans(), Informers.all(context, NodeCompliance.class)));
        writeStatus(
                policy,
                PolicyStatus.of(policy, view, cluster, existing.report(), obstacles(sets, refused, context), clock));
        var soon = refused.isPresent() ? Optional.of(AFTER_REFUSAL) : wanted.again();
        return rescheduled(valid, Stream.concat(soon.stream(), maps.untilCalm(sets).stream()));
    }

    /** @return what the API server refused for good: trying again at once would be refused again */
    private Optional<KubernetesClientException> send(CheckSetMaps.Outcome wanted, List<Change> others) {
        try {
            applier.send(wanted.changes());
            maps.sent(wanted);
            applier.send(others);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN && e.getCode() != UNPROCESSABLE) {
                throw e;
            }
            rights.check();
            return Optional.of(e);
        }
    }

    private List<Obstacle> obstacles(
            List<PlannedSet> sets, Optional<KubernetesClientException> refused, Context<CompliancePolicy> context) {
        var result = new ArrayList<>(rights.obstacles());
        if (result.isEmpty()) {
            refused.map(e -> new Obstacle.Refused("the API server refuses a write: " + e.getMessage()))
                    .ifPresent(result::add);
        }
        Informers.named(context, Namespace.class, nodesNamespace)
                .flatMap(PodSecurityLabel::judge)
                .ifPresent(result::add);
        result.addAll(maps.contested(sets));
        return List.copyOf(result);
    }

    private void writeStatus(CompliancePolicy policy, CompliancePolicyStatus status) {
        if (status.equals(policy.getStatus())) {
            return;
        }
        var fresh = new CompliancePolicy();
        fresh.setMetadata(
                new ObjectMetaBuilder().withName(policy.getMetadata().getName()).build());
        fresh.setStatus(status);
        try {
            applier.send(List.of(new Change.ApplyStatus(fresh)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                rights.refused();
            }
            throw e;
        }
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
