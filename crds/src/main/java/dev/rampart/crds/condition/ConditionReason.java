package dev.rampart.crds.condition;

/**
 * Why a condition has its status: a closed set, because scripts and alerts compare it. The Java name is what users see;
 * a reason that was released is never renamed.
 */
public enum ConditionReason {
    /** Nothing was looked at yet. */
    Pending,
    /** Work is on its way and nothing is wrong. */
    InProgress,
    /** Everything that the condition asks for is so. */
    AsExpected,
    /** No node matches the selector: pools scale from zero, so this is no error. */
    NoNodes,
    /** The spec asks for something that the API server cannot refuse but that can never be: edit it. */
    InvalidSpec,
    /** A node would get more check sets than it may have. */
    TooManyCheckSets,
    /** A ConfigMap or NodeScan is not yet what it should be. */
    NotDistributed,
    /** The policy is suspended: nothing is evaluated on schedule. */
    Suspended,
    /** A targeted node has no accepted result. */
    ResultsMissing,
    /** A node's result was refused; the message names node and cause. */
    ResultsRefused,
    /** The ValidatingAdmissionPolicy that binds results to nodes is missing or not as shipped. */
    BindingMissing,
    /** A node is not ready or its scanner is silent, so its verdicts count as unknown. */
    Stale,
    /** At least one verdict is unknown. */
    VerdictsUnknown,
    /** The Kubernetes API refused or failed, also after retries. */
    ApiFailure
}
