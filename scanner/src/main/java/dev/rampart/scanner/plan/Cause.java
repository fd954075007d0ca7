package dev.rampart.scanner.plan;

/** Why a check set is evaluated now. */
public enum Cause {
    /** There is no result for it. */
    NEW_ASSIGNMENT,
    /** The last attempt failed and its pause is over. */
    RETRY,
    /** The result is about another Node object or another machine id. */
    NODE_CHANGED,
    /** The result does not answer the recheck token. */
    RECHECK,
    /** The result is an earlier process's; what happened since nobody saw. */
    START,
    SCHEDULE
}
