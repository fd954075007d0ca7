package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.condition.Conditions;
import dev.rampart.crds.condition.WantedCondition;
import dev.rampart.crds.v1alpha1.Benchmark;
import dev.rampart.crds.v1alpha1.CheckCounts;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.Distribution;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.NodeRole;
import dev.rampart.operator.checkset.ChosenFramework;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.checkset.PolicyPlan;
import dev.rampart.operator.checkset.ValidPolicy;
import dev.rampart.operator.obstacle.Obstacle;
import dev.rampart.operator.obstacle.ObstacleConditions;
import dev.rampart.operator.view.PolicyView;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.model.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status of a policy. Pure but for the clock it is given. */
final class PolicyStatus {

    /** Which message a condition gets that stays as it was but for its message, such as a number of nodes. */
    enum Words {
        NEW {
            @Override
            List<WantedCondition> of(CompliancePolicy policy, List<WantedCondition> wanted) {
                return wanted;
            }
        },
        /** For a look at whether anything but words has changed. */
        OLD {
            @Override
            List<WantedCondition> of(CompliancePolicy policy, List<WantedCondition> wanted) {
                var before = Optional.ofNullable(policy.getStatus())
                        .map(CompliancePolicyStatus::conditions)
                        .orElse(List.of());
                return wanted.stream()
                        .map(w -> before.stream()
                                .filter(c -> c.type().equals(w.type().name())
                                        && c.status().equals(w.status().name())
                                        && c.reason().equals(w.reason().name()))
                                .findFirst()
                                .map(c -> new WantedCondition(
                                        w.type(), w.status(), w.reason(), Objects.requireNonNullElse(c.message(), "")))
                                .orElse(w))
                        .toList();
            }
        };

        abstract List<WantedCondition> of(CompliancePolicy policy, List<WantedCondition> wanted);
    }

    private static final String VERSION_REASON = "the version that the catalogue's mappings speak of";

    private PolicyStatus() {}

    /** Figures of an earlier, valid generation would be lies beside it: an invalid spec has conditions only. */
    static CompliancePolicyStatus invalid(CompliancePolicy policy, List<String> problems, Clock clock) {
        return new CompliancePolicyStatus(
                generation(policy),
                conditions(policy, PolicyConditions.invalid(problems), clock),
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
                null);
    }

    /**
     * @param report whose figures are shown with the policy too, once they are those of its generation
     * @param obstacles what stands in the way, the worst first
     */
    static CompliancePolicyStatus of(
            CompliancePolicy policy,
            PolicyView view,
            ClusterPlan cluster,
            Optional<ComplianceReport> report,
            List<Obstacle> obstacles,
            Words words,
            Clock clock) {
        var plan = view.plan();
        var current = report.map(ComplianceReport::getStatus)
                .filter(s -> Objects.equals(s.policyGeneration(), generation(policy)));
        @Nullable ComplianceReportStatus figures = current.orElse(null);
        var wanted = PolicyConditions.of(view, cluster, current);
        return new CompliancePolicyStatus(
                generation(policy),
                conditions(policy, words.of(policy, ObstacleConditions.overlay(wanted, obstacles)), clock),
                resolvedDigest(plan),
                frameworksSummary(plan.policy().frameworks()),
                plan.policy().frameworks().stream().map(PolicyStatus::benchmark).toList(),
                checks(plan),
                plan.sets().stream().map(PolicyStatus::distribution).toList(),
                figures == null ? null : figures.score(),
                figures == null ? null : figures.coverage(),
                figures == null ? null : figures.counts(),
                figures == null ? null : figures.frameworks(),
                figures == null ? null : figures.oldestEvaluation(),
                nextRun(plan.policy(), clock.instant()).map(Instant::toString).orElse(null));
    }

    private static long generation(CompliancePolicy policy) {
        return Objects.requireNonNullElse(policy.getMetadata().getGeneration(), 0L);
    }

    private static List<Condition> conditions(CompliancePolicy policy, List<WantedCondition> wanted, Clock clock) {
        var before = policy.getStatus() == null ? null : policy.getStatus().conditions();
        return Conditions.merge(before, wanted, generation(policy), clock);
    }

    private static String resolvedDigest(PolicyPlan plan) {
        var digests = plan.sets().stream().map(PlannedSet::digest).collect(Collectors.joining("\n"));
        return CheckSetCodec.digest(digests.getBytes(StandardCharsets.UTF_8));
    }

    private static String frameworksSummary(List<ChosenFramework> frameworks) {
        var others = frameworks.size() - 1;
        return frameworks.getFirst().framework().id() + (others == 0 ? "" : " +" + others);
    }

    private static Benchmark benchmark(ChosenFramework chosen) {
        var framework = chosen.framework();
        return new Benchmark(FrameworkName.valueOf(framework.name()), framework.version(), VERSION_REASON);
    }

    private static CheckCounts checks(PolicyPlan plan) {
        var all = plan.sets().stream()
                .flatMap(s -> s.checks().stream())
                .distinct()
                .toList();
        Map<String, Integer> byFramework = new TreeMap<>();
        for (var chosen : plan.policy().frameworks()) {
            var count = all.stream()
                    .filter((Check c) -> c.isMappedTo(chosen.framework()))
                    .count();
            byFramework.put(chosen.framework().id(), (int) count);
        }
        return new CheckCounts(all.size(), byFramework);
    }

    private static Distribution distribution(PlannedSet set) {
        return new Distribution(
                set.digest(),
                set.configMap(),
                NodeRole.valueOf(set.role().name()),
                set.set().schedule(),
                set.evaluation().timezone().orElse(null),
                set.size());
    }

    /** Nodes add their own jitter to it. Absent while suspended. */
    static Optional<Instant> nextRun(ValidPolicy policy, Instant now) {
        return policy.suspended()
                ? Optional.empty()
                : policy.frameworks().stream()
                        .flatMap(f -> f.schedule().next(now).stream())
                        .min(Instant::compareTo);
    }
}
