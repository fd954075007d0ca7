package dev.rampart.crds.condition;

/** Every condition type of the API. The Java name is the type as users see it. */
public enum ConditionType {
    Ready,
    Reconciling,
    Stalled,
    /** CompliancePolicy: nodes and check sets are known. */
    Resolved,
    /** CompliancePolicy: every targeted node reports on exactly the check sets that it should. */
    PoliciesDistributed,
    /** CompliancePolicy: every targeted node has an accepted result. */
    Evaluated,
    /** CompliancePolicy: what {@code spec.thresholds} asks for; absent when it asks for nothing. No part of Ready. */
    ThresholdsMet,
    /** ComplianceReport: no verdict rests on a stale result. */
    Fresh,
    /** ComplianceReport: every verdict is proven. */
    Complete
}
