package dev.rampart.operator.compliancereport;

import dev.rampart.crds.condition.Conditions;
import dev.rampart.crds.condition.WantedCondition;
import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.FrameworkScore;
import dev.rampart.crds.v1alpha1.NodeCounts;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.operator.checkset.ChosenFramework;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.view.NodeView;
import dev.rampart.operator.view.PolicyView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The status of a report from what is seen of its policy. Pure but for the clock it is given. */
final class ReportStatus {

    private ReportStatus() {}

    static ComplianceReportStatus of(
            ComplianceReport report, PolicyView view, ClusterPlan plan, ClusterIdentity cluster, Clock clock) {
        var now = clock.instant();
        var tally = Tally.of(view, now);
        var counts = tally.counts();
        var nodes = nodes(view, now);
        var wanted = ReportConditions.of(view, plan, counts, now);
        var frameworks = view.plan().policy().frameworks().stream()
                .map(ChosenFramework::framework)
                .toList();
        var scores = frameworks.stream().map(tally::score).toList();
        var failing = tally.failing(frameworks);
        return new ComplianceReportStatus(
                generation(report),
                conditions(report, wanted, clock),
                view.plan().policy().generation(),
                result(ReportConditions.isComplete(wanted), counts.fail()),
                Tally.score(counts),
                Tally.coverage(counts),
                counts,
                nodes,
                oldestEvaluation(view).orElse(null),
                scores,
                summary(frameworks, scores),
                failing.stream().limit(Tally.MAX_WORST).toList(),
                Math.max(0, failing.size() - Tally.MAX_WORST),
                (int) failing.stream().filter(Tally::isCritical).count(),
                view.plan().policy().tailoring().effective().orElse(null),
                cluster);
    }

    /** Figures of an earlier, valid generation would be lies: nothing is evaluated for this one. */
    static ComplianceReportStatus invalid(
            ComplianceReport report,
            long policyGeneration,
            List<String> problems,
            ClusterIdentity cluster,
            Clock clock) {
        return new ComplianceReportStatus(
                generation(report),
                conditions(report, ReportConditions.invalid(problems), clock),
                policyGeneration,
                Result.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cluster);
    }

    private static long generation(ComplianceReport report) {
        return Optional.ofNullable(report.getMetadata().getGeneration()).orElse(0L);
    }

    private static List<Condition> conditions(ComplianceReport report, List<WantedCondition> wanted, Clock clock) {
        var before = report.getStatus() == null ? null : report.getStatus().conditions();
        return Conditions.merge(before, wanted, generation(report), clock);
    }

    private static Result result(boolean complete, int fail) {
        if (!complete) {
            return Result.UNKNOWN;
        }
        return fail == 0 ? Result.MET : Result.NOT_MET;
    }

    private static NodeCounts nodes(PolicyView view, Instant now) {
        var total = view.nodes().size();
        var stale = (int) view.nodes().stream().filter(n -> n.isStale(now)).count();
        var reporting = (int) view.nodes().stream()
                .filter(n -> n.isEvaluated() && !n.sets().isEmpty() && !n.isStale(now))
                .count();
        return new NodeCounts(total, reporting, stale, view.unsupported(), reporting + "/" + total);
    }

    private static Optional<String> oldestEvaluation(PolicyView view) {
        return view.nodes().stream()
                .flatMap(n -> n.sets().stream().flatMap(s -> n.accepted(s).stream()))
                .map(PolicyCompliance::evaluatedAt)
                .min(String::compareTo);
    }

    private static String summary(List<dev.rampart.policy.model.Framework> frameworks, List<FrameworkScore> scores) {
        return java.util.stream.IntStream.range(0, scores.size())
                .mapToObj(i -> frameworks.get(i).id() + "=" + scores.get(i).score())
                .collect(Collectors.joining(" "));
    }

    /** How long until a node that is fresh now turns stale if its scanner stays silent; absent without such a node. */
    static Optional<Duration> nextAgeing(PolicyView view, Instant now) {
        return view.nodes().stream()
                .filter(n -> !n.isStale(now))
                .map(NodeView::heartbeat)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(h -> Duration.between(now, h.plus(NodeView.STALE_AFTER)).plusSeconds(1));
    }
}
