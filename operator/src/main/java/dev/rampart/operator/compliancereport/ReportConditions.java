package dev.rampart.operator.compliancereport;

import static dev.rampart.crds.condition.ConditionStatus.False;
import static dev.rampart.crds.condition.ConditionStatus.True;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.condition.ConditionStatus;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.condition.WantedCondition;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.view.PolicyView;
import java.time.Instant;
import java.util.List;

/**
 * What a report says about itself. Fresh and Complete say how far the figures can be trusted; Ready that every node has
 * reported at all and none is too old, whatever the figures are.
 */
final class ReportConditions {

    private ReportConditions() {}

    static List<WantedCondition> of(PolicyView view, ClusterPlan plan, Counts counts, Instant now) {
        var fresh = fresh(view, now);
        var complete = complete(view, plan, counts);
        var waiting = view.nodes().stream().filter(n -> !n.isEvaluated()).toList();
        var reconciling = waiting.isEmpty()
                ? wanted(ConditionType.Reconciling, False, ConditionReason.AsExpected, "every node has reported")
                : wanted(
                        ConditionType.Reconciling,
                        True,
                        ConditionReason.ResultsMissing,
                        "waiting for an accepted result of " + PolicyView.names(waiting));
        return List.of(
                fresh,
                complete,
                reconciling,
                wanted(ConditionType.Stalled, False, ConditionReason.AsExpected, "nothing stands in the way"),
                ready(fresh, reconciling));
    }

    /** The policy asks for what cannot be, so nothing is evaluated until somebody edits it. */
    static List<WantedCondition> invalid(List<String> problems) {
        var message = "the policy cannot be carried out: " + String.join("; ", problems);
        return List.of(
                wanted(ConditionType.Complete, False, ConditionReason.InvalidSpec, message),
                wanted(ConditionType.Stalled, True, ConditionReason.InvalidSpec, message),
                wanted(
                        ConditionType.Reconciling,
                        False,
                        ConditionReason.InvalidSpec,
                        "waiting for an edit of the policy"),
                wanted(ConditionType.Ready, False, ConditionReason.InvalidSpec, message));
    }

    static boolean isComplete(List<WantedCondition> conditions) {
        return conditions.stream().anyMatch(c -> c.type() == ConditionType.Complete && c.status() == True);
    }

    private static WantedCondition fresh(PolicyView view, Instant now) {
        var stale = view.nodes().stream().filter(n -> n.isStale(now)).toList();
        return stale.isEmpty()
                ? wanted(ConditionType.Fresh, True, ConditionReason.AsExpected, "no verdict rests on an old result")
                : wanted(
                        ConditionType.Fresh,
                        False,
                        ConditionReason.Stale,
                        "not ready, or scanner silent for 2 hours: " + PolicyView.names(stale)
                                + "; their verdicts count as unknown. Look at the node and at its rampart-scanner pod");
    }

    private static WantedCondition complete(PolicyView view, ClusterPlan plan, Counts counts) {
        if (view.nodes().isEmpty()) {
            return wanted(ConditionType.Complete, False, ConditionReason.NoNodes, "no Linux node matches the selector");
        }
        var refusals = view.refusals(plan);
        if (!refusals.isEmpty()) {
            var binding = refusals.stream().anyMatch(r -> r.refusal().reason().equals(PolicyView.BINDING_MISSING));
            return wanted(
                    ConditionType.Complete,
                    False,
                    binding ? ConditionReason.BindingMissing : ConditionReason.ResultsRefused,
                    PolicyView.texts(refusals));
        }
        var missing = view.nodes().stream().filter(n -> !n.isEvaluated()).toList();
        if (!missing.isEmpty()) {
            return wanted(
                    ConditionType.Complete,
                    False,
                    ConditionReason.ResultsMissing,
                    "no accepted result of " + PolicyView.names(missing));
        }
        if (counts.total() == 0) {
            return wanted(
                    ConditionType.Complete,
                    False,
                    ConditionReason.NoNodes,
                    "no check of the policy is about a node of a role that it selects");
        }
        return counts.unknown() == 0
                ? wanted(ConditionType.Complete, True, ConditionReason.AsExpected, "every verdict is proven")
                : wanted(
                        ConditionType.Complete,
                        False,
                        ConditionReason.VerdictsUnknown,
                        counts.unknown() + " of " + counts.total()
                                + " verdicts are unknown; kubectl get nodecompliances -o wide shows where");
    }

    private static WantedCondition ready(WantedCondition fresh, WantedCondition reconciling) {
        if (reconciling.status() == True) {
            return wanted(ConditionType.Ready, False, reconciling.reason(), reconciling.message());
        }
        return fresh.status() == True
                ? wanted(ConditionType.Ready, True, ConditionReason.AsExpected, "the report is up to date")
                : wanted(ConditionType.Ready, False, fresh.reason(), fresh.message());
    }

    private static WantedCondition wanted(
            ConditionType type, ConditionStatus status, ConditionReason reason, String message) {
        return new WantedCondition(type, status, reason, message);
    }
}
