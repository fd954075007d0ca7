package dev.rampart.crds.condition;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a condition has its status: a closed set, because scripts and alerts compare it. The Java name is what users see;
 * a reason that was released is never renamed. {@code docs/troubleshooting.md} lists all of them, generated from here.
 */
public enum ConditionReason {
    Pending("Nothing was looked at yet.", "Wait a moment; if it stays, the operator does not run."),
    InProgress("The report of this generation of the policy is being written.", "Nothing; it takes seconds."),
    AsExpected("Everything that the condition asks for is so.", "Nothing."),
    NoNodes(
            "No Linux node matches `spec.target.nodeSelector`. Pools scale from zero, so this is no error.",
            "If nodes should match: `kubectl get nodes --show-labels`, and correct the selector."),
    InvalidSpec(
            "The spec asks for something that the API server cannot refuse but that can never be, for example a check"
                    + " that the catalogue does not have; the message names the field, what was found and what is near.",
            "Edit that field."),
    TooManyCheckSets(
            "A node would get more check sets than the eight that it may have.",
            "Use fewer different schedules, or fewer policies for one node."),
    NotDistributed(
            "A ConfigMap or NodeScan is not yet what it should be, or a scanner does not report on it yet.",
            "If it stays: `kubectl -n rampart-nodes get pods -o wide`; is there a running scanner on every named node?"),
    ThresholdsNotMet(
            "Everything is proven, and the score is below `minScore` or more critical checks fail than `maxCritical`.",
            "Mend what fails: `rampart status`. The thresholds are in the policy's `spec.thresholds`."),
    Suspended(
            "The policy is suspended: nothing is evaluated on schedule, the last results stand.",
            "Set `spec.evaluation.suspend` to false."),
    ResultsMissing(
            "A targeted node has no accepted result.",
            "`kubectl -n rampart-nodes get pods -o wide`; look at the scanner's log on the named node."),
    ResultsRefused(
            "A node's result was for another node, check set or time; the message names node and cause.",
            "Often a node that was recreated: it settles with its next result. `ClockSkew`: mend the node's clock."),
    BindingMissing(
            "The ValidatingAdmissionPolicy that binds results to nodes is missing or not as shipped.",
            "Install it again: `helm upgrade`, or `kubectl apply --server-side -f install/20-scanner-admission.yaml`."),
    Stale(
            "A node is not ready or its scanner was silent for two hours, so its verdicts count as unknown.",
            "`kubectl get nodes`; look at the scanner's pod on the named node."),
    VerdictsUnknown(
            "At least one verdict is unknown: the check could not be evaluated.",
            "`kubectl get nodecompliances -o wide` shows where, `rampart status` says why."),
    PodSecurity(
            "Somebody labelled the namespace `rampart-nodes` so that Pod Security refuses the scanner's pods; the message"
                    + " names the label.",
            "`kubectl label --overwrite namespace rampart-nodes pod-security.kubernetes.io/enforce=privileged`, and stop"
                    + " whoever sets the label."),
    MissingRights(
            "The operator's ServiceAccount lacks a right that it needs; the message names verb, resource and namespace.",
            "Give it back: `helm upgrade`, or `kubectl apply --server-side --force-conflicts -f"
                    + " install/10-operator-rbac.yaml`. The operator notices by itself."),
    Contested(
            "Another controller keeps changing or deleting an object of the operator; the message names both.",
            "Stop that controller, or exclude objects labelled `app.kubernetes.io/managed-by=rampart-operator` from it."),
    ApiFailure(
            "The Kubernetes API refused or failed, also after retries.",
            "Do what the message says; the operator's log has the request.");

    private final String meaning;
    private final String remedy;

    ConditionReason(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Empty for a reason that this version does not know, as another version may have written. */
    public static Optional<ConditionReason> of(String name) {
        return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
    }

    /** What was found, one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What a person can do, Markdown. */
    public String remedy() {
        return remedy;
    }
}
