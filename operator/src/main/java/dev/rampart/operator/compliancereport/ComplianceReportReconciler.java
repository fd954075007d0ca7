package dev.rampart.operator.compliancereport;

import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.PolicyReading;
import dev.rampart.operator.metrics.ReportMetrics;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums the nodes of a policy up, at most once per interval. */
@ControllerConfiguration(name = "compliancereport")
public final class ComplianceReportReconciler implements Reconciler<ComplianceReport> {

    private final Applier applier;
    private final Plans plans;
    private final ClusterIdentity cluster;
    private final WritePacing pacing;
    private final ReportMetrics metrics;
    private final ClusterCaches caches;
    private final Clock clock;

    /** @param interval between two writes of the same report */
    public ComplianceReportReconciler(
            Applier applier,
            Plans plans,
            ClusterIdentity cluster,
            Duration interval,
            ReportMetrics metrics,
            ClusterCaches caches,
            Clock clock) {
        this.applier = applier;
        this.plans = plans;
        this.cluster = cluster;
        this.pacing = new WritePacing(interval, System::nanoTime);
        this.metrics = metrics;
        this.caches = caches;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, ComplianceReport>> prepareEventSources(EventSourceContext<ComplianceReport> context) {
        var informers = new Informers<>(context, ComplianceReport.class);
        return List.of(
                informers.primary(caches.reports()),
                informers.shared(caches.nodes(), News::ofFacts, informers.everyPrimary()),
                informers.shared(caches.policies(), News::ofWish, informers.everyPrimary()),
                informers.shared(caches.scans(), News::ofSilence, informers.everyPrimary()),
                informers.shared(caches.compliances(), News::ofVerdicts, informers.everyPrimary()));
    }

    @Override
    public UpdateControl<ComplianceReport> reconcile(ComplianceReport report, Context<ComplianceReport> context) {
        var existing = context.getPrimaryCache()
                .list()
                .map(r -> r.getMetadata().getName())
                .collect(Collectors.toSet());
        pacing.retain(existing);
        var plan = plans.of(caches.policies().all());
        var policy = plan.plan(report.getSpec().policyRef().name());
        if (policy.isEmpty()) {
            writeInvalid(report, existing);
            return UpdateControl.noUpdate(); // or the policy is gone, and the report with it
        }
        var view = PolicyView.of(policy.get(), seen(plan));
        var status = ReportStatus.of(report, view, plan, cluster, clock);
        metrics.show(report.getMetadata().getName(), status, existing);
        if (status.equals(report.getStatus())) {
            return rescheduled(view);
        }
        var wait = pacing.wait(report.getMetadata().getName());
        if (wait.isPresent()
                && isOfSameGeneration(report, status)
                && !endsFirstEvaluation(report.getStatus(), status)) {
            return UpdateControl.<ComplianceReport>noUpdate().rescheduleAfter(wait.get());
        }
        write(report, status);
        return rescheduled(view);
    }

    private void writeInvalid(ComplianceReport report, Set<String> existing) {
        var name = report.getSpec().policyRef().name();
        var policy = caches.policies().named(name).filter(p -> p.getMetadata().getDeletionTimestamp() == null);
        if (policy.isPresent()
                && plans.read(policy.get()) instanceof PolicyReading.Invalid(var n, var s, var problems)) {
            var generation =
                    Objects.requireNonNullElse(policy.get().getMetadata().getGeneration(), 0L);
            var status = ReportStatus.invalid(report, generation, problems, cluster, clock);
            metrics.show(report.getMetadata().getName(), status, existing);
            if (!status.equals(report.getStatus())) {
                write(report, status);
            }
        }
    }

    private void write(ComplianceReport report, ComplianceReportStatus status) {
        applier.send(List.of(new Change.ApplyStatus(fresh(report, status))));
        pacing.wrote(report.getMetadata().getName());
    }

    /** An edit of the policy is rare and a person waits for what comes of it. */
    private static boolean isOfSameGeneration(ComplianceReport report, ComplianceReportStatus status) {
        return report.getStatus() != null
                && Objects.equals(report.getStatus().policyGeneration(), status.policyGeneration());
    }

    /** The row that a user waits for after applying a policy does not wait for the interval; later ones do. */
    private static boolean endsFirstEvaluation(@Nullable ComplianceReportStatus before, ComplianceReportStatus after) {
        return before != null
                && before.nodes() != null
                && before.nodes().reporting() == 0
                && after.result() != Result.UNKNOWN;
    }

    private PolicyView.Cluster seen(ClusterPlan plan) {
        return new PolicyView.Cluster(
                plan,
                caches.nodes().all().stream().map(NodeFacts::of).toList(),
                caches.scans().all(),
                caches.compliances().all());
    }

    /** Nothing but name and status: under server-side apply whatever else were sent would become ours. */
    private static ComplianceReport fresh(ComplianceReport report, ComplianceReportStatus status) {
        var object = new ComplianceReport();
        object.setMetadata(
                new ObjectMetaBuilder().withName(report.getMetadata().getName()).build());
        object.setStatus(status);
        return object;
    }

    /** A scanner that falls silent sends no event: time alone turns its node stale. */
    private UpdateControl<ComplianceReport> rescheduled(PolicyView view) {
        var control = UpdateControl.<ComplianceReport>noUpdate();
        return ReportStatus.nextAgeing(view, clock.instant())
                .map(control::rescheduleAfter)
                .orElse(control);
    }
}
