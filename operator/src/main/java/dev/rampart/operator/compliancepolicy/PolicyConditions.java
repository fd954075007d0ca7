package dev.rampart.operator.compliancepolicy;

import static dev.rampart.crds.condition.ConditionStatus.False;
import static dev.rampart.crds.condition.ConditionStatus.True;
import static dev.rampart.crds.condition.ConditionStatus.Unknown;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionStatus;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.condition.WantedCondition;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.view.PolicyView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions of a policy. Ready sums up: True when checks are resolved, distributed and evaluated, or when there is
 * no node to evaluate. Stalled is for what waits for a person, Reconciling for what comes by itself.
 */
final class PolicyConditions {

    private PolicyConditions() {}

    static List<WantedCondition> invalid(List<String> problems) {
        var message = String.join("; ", problems);
        return List.of(
                wanted(ConditionType.Resolved, False, ConditionReason.InvalidSpec, message),
                wanted(ConditionType.Stalled, True, ConditionReason.InvalidSpec, message),
                wanted(
                        ConditionType.Reconciling,
                        False,
                        ConditionReason.InvalidSpec,
                        "waiting for an edit of the spec"),
                wanted(ConditionType.Ready, False, ConditionReason.InvalidSpec, message));
    }

    /** @param figures of the report, when it speaks of this generation of the policy */
    static List<WantedCondition> of(PolicyView view, ClusterPlan plan, Optional<ComplianceReportStatus> figures) {
        var policy = view.plan().policy();
        var resolved = resolved(view);
        var distributed = distributed(view);
        var evaluated = evaluated(view, plan);
        var stalled = Stream.of(resolved, evaluated)
                .filter(c -> waitsForPerson(c.reason()))
                .findFirst();
        var pending = Stream.of(resolved, distributed, evaluated)
                .filter(c -> c.status() != True && c.reason() != ConditionReason.NoNodes)
                .findFirst()
                .or(() -> figures.isPresent() ? Optional.empty() : Optional.of(reportIsLate()));
        var calm = policy.suspended() ? ConditionReason.Suspended : ConditionReason.AsExpected;
        var wanted = List.of(
                resolved,
                distributed,
                evaluated,
                stalled.map(c -> wanted(ConditionType.Stalled, True, c.reason(), c.message()))
                        .orElse(wanted(
                                ConditionType.Stalled, False, ConditionReason.AsExpected, "nothing stands in the way")),
                pending.filter(c -> stalled.isEmpty())
                        .map(c -> wanted(ConditionType.Reconciling, True, c.reason(), c.message()))
                        .orElse(wanted(ConditionType.Reconciling, False, calm, "nothing is on its way")),
                pending.map(c -> wanted(ConditionType.Ready, False, c.reason(), c.message()))
                        .orElse(wanted(
                                ConditionType.Ready,
                                True,
                                calm,
                                policy.suspended()
                                        ? "the report shows the last results; nothing is evaluated on schedule while"
                                                + " spec.evaluation.suspend is true"
                                        : "the report is kept up to date")));
        return Stream.concat(wanted.stream(), policy.thresholds().map(t -> ThresholdCondition.of(t, figures)).stream())
                .toList();
    }

    private static WantedCondition reportIsLate() {
        return wanted(
                ConditionType.Ready,
                False,
                ConditionReason.InProgress,
                "the report of this generation is being written");
    }

    private static boolean waitsForPerson(ConditionReason reason) {
        return reason == ConditionReason.BindingMissing || reason == ConditionReason.TooManyCheckSets;
    }

    private static WantedCondition resolved(PolicyView view) {
        var tooMany = view.nodes().stream().filter(n -> !n.tooMany().isEmpty()).toList();
        return tooMany.isEmpty()
                ? wanted(
                        ConditionType.Resolved,
                        True,
                        ConditionReason.AsExpected,
                        view.plan().sets().size() + " check sets for "
                                + view.nodes().size() + " nodes" + withoutEffect(view))
                : wanted(
                        ConditionType.Resolved,
                        False,
                        ConditionReason.TooManyCheckSets,
                        "a node may have " + ClusterPlan.MAX_SETS_PER_NODE
                                + " check sets over all policies; sets of this"
                                + " policy are not assigned to " + PolicyView.names(tooMany)
                                + ": use fewer policies or fewer different schedules");
    }

    /** A tailoring that changes nothing is no error, but nobody should believe that it does. */
    private static String withoutEffect(PolicyView view) {
        var clauses = view.plan().policy().tailoring().withoutEffect();
        return clauses.isEmpty() ? "" : "; without effect: " + String.join("; ", clauses);
    }

    private static WantedCondition distributed(PolicyView view) {
        if (view.nodes().isEmpty()) {
            return noNodes(ConditionType.PoliciesDistributed);
        }
        var waiting = view.nodes().stream().filter(n -> !n.isDistributed()).toList();
        return waiting.isEmpty()
                ? wanted(
                        ConditionType.PoliciesDistributed,
                        True,
                        ConditionReason.AsExpected,
                        "every node reports on the check sets that it should")
                : wanted(
                        ConditionType.PoliciesDistributed,
                        False,
                        ConditionReason.NotDistributed,
                        "waiting for the scanner of " + PolicyView.names(waiting)
                                + " to report on the check sets of this generation");
    }

    private static WantedCondition evaluated(PolicyView view, ClusterPlan plan) {
        if (view.nodes().isEmpty()) {
            return noNodes(ConditionType.Evaluated);
        }
        var refusals = view.refusals(plan);
        if (!refusals.isEmpty()) {
            var binding = refusals.stream().anyMatch(r -> r.refusal().reason().equals(PolicyView.BINDING_MISSING));
            return wanted(
                    ConditionType.Evaluated,
                    False,
                    binding ? ConditionReason.BindingMissing : ConditionReason.ResultsRefused,
                    PolicyView.texts(refusals));
        }
        var waiting = view.nodes().stream().filter(n -> !n.isEvaluated()).toList();
        return waiting.isEmpty()
                ? wanted(
                        ConditionType.Evaluated,
                        True,
                        ConditionReason.AsExpected,
                        "every node has an accepted result for every check set")
                : wanted(
                        ConditionType.Evaluated,
                        False,
                        ConditionReason.ResultsMissing,
                        "waiting for an accepted result of " + PolicyView.names(waiting));
    }

    private static WantedCondition noNodes(ConditionType type) {
        return wanted(
                type,
                Unknown,
                ConditionReason.NoNodes,
                "no Linux node matches spec.target.nodeSelector; one that joins is evaluated at once");
    }

    private static WantedCondition wanted(
            ConditionType type, ConditionStatus status, ConditionReason reason, String message) {
        return new WantedCondition(type, status, reason, message);
    }
}
