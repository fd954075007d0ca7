package dev.rampart.policy.language;

/** What sort of thing is wrong; for those who sort problems without reading sentences. */
public enum ProblemKind {
    /** No YAML document, or one beyond a limit. */
    UNREADABLE,
    /** Something required is missing or of the wrong type, or a limit is passed. */
    STRUCTURE,
    POLICY_ID_TAKEN,
    CHECK_ID_TYPE,
    CHECK_ID_TWICE,
    CHECK_ID_TAKEN,
    VARIABLE_NAME,
    VARIABLE_VALUE,
    /** A registry rule: Linux engines refuse the policy (4.x) or drop the rule (5.x). */
    REGISTRY_RULE,
    /** 4.x: a rule does not begin like one. */
    RULE_START,
    /** 5.x: the check goes on without the rule. */
    RULE_DROPPED,
    /** The check is dropped or passed over. */
    CHECK_WITHOUT_RESULT,
    /** 5.x: nothing behind this check is evaluated. */
    SCAN_ENDS,
    COMPLIANCE_VALUE,
    COMPLIANCE_FORM,
    COMPLIANCE_KEY
}
