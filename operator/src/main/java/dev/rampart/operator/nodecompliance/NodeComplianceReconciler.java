package dev.rampart.operator.nodecompliance;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.binding.BindingState;
import dev.rampart.operator.binding.ShippedAdmission;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.metrics.ResultMetrics;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.News;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Accepts what scanners report, or says why not. */
@ControllerConfiguration(name = "nodecompliance")
public final class NodeComplianceReconciler implements Reconciler<NodeScan> {

    private final Applier applier;
    private final LiveReader live;
    private final Plans plans;
    private final ShippedAdmission admission;
    private final ResultMetrics metrics;
    private final ClusterCaches caches;
    private final Clock clock;
    private final RecheckTokens tokens;

    public NodeComplianceReconciler(
            Applier applier,
            LiveReader live,
            Plans plans,
            ShippedAdmission admission,
            ResultMetrics metrics,
            ClusterCaches caches,
            Clock clock) {
        this.applier = applier;
        this.live = live;
        this.plans = plans;
        this.admission = admission;
        this.metrics = metrics;
        this.caches = caches;
        this.clock = clock;
        this.tokens = new RecheckTokens(clock, new SecureRandom());
    }

    @Override
    public List<EventSource<?, NodeScan>> prepareEventSources(EventSourceContext<NodeScan> context) {
        var informers = new Informers<>(context, NodeScan.class);
        return List.of(
                informers.primary(caches.scans()),
                informers.filling(caches.compliances()),
                informers.shared(caches.nodes(), News::ofFacts, Informers.sameName()),
                informers.shared(caches.policies(), News::ofWish, informers.everyPrimary()),
                informers.shared(caches.compliances(), News::anything, Informers.sameName()),
                informers.one(ValidatingAdmissionPolicy.class, ShippedAdmission.NAME, informers.everyPrimary()),
                informers.one(ValidatingAdmissionPolicyBinding.class, ShippedAdmission.NAME, informers.everyPrimary()));
    }

    @Override
    public UpdateControl<NodeScan> reconcile(NodeScan scan, Context<NodeScan> context) {
        var name = scan.getMetadata().getName();
        var node = caches.nodes().named(name).map(NodeFacts::of);
        var plan = plans.of(caches.policies().all());
        if (node.filter(plan::targets).isEmpty()) {
            return UpdateControl.noUpdate(); // this NodeScan and its NodeCompliance are about to go
        }
        var binding = admission.examine(
                Informers.named(context, ValidatingAdmissionPolicy.class, ShippedAdmission.NAME),
                Informers.named(context, ValidatingAdmissionPolicyBinding.class, ShippedAdmission.NAME));
        metrics.binding(binding instanceof BindingState.Intact);
        var existing = caches.compliances().named(name);
        var current = scan;
        if (isWaitingForAnswer(existing.map(NodeCompliance::getStatus).filter(node.get()::isMeantBy), binding, scan)) {
            existing = live.compliance(name);
            var reread = live.scan(name);
            if (reread.isEmpty()) {
                return UpdateControl.noUpdate();
            }
            current = reread.get();
        }
        var before = existing.map(NodeCompliance::getStatus);
        var output = Acceptance.evaluate(
                new Acceptance.Input(node.get(), current, before, plan, binding, clock.instant(), tokens.next()));
        applier.send(NodeComplianceChanges.of(node.get(), existing, output));
        metrics.count(before, output.status());
        return UpdateControl.noUpdate();
    }

    /**
     * Then order matters between our own writes and the scanner's, and a cache may show them in pieces. While the
     * scanner has not written anything there is no answer to believe, and nothing to read again.
     */
    private static boolean isWaitingForAnswer(
            Optional<NodeComplianceStatus> before, BindingState binding, NodeScan scan) {
        return Acceptance.isNewBinding(before, binding)
                || (hasResults(scan)
                        && before.map(NodeComplianceStatus::binding)
                                .filter(b -> Objects.nonNull(b.requiredRecheck()))
                                .isPresent());
    }

    private static boolean hasResults(NodeScan scan) {
        return Optional.ofNullable(scan.getStatus())
                .map(NodeScanStatus::results)
                .filter(r -> !r.isEmpty())
                .isPresent();
    }
}
