package dev.rampart.policy.eval;

import dev.rampart.policy.model.Reason;

/** Why the engine's answer about a rule is not proof. */
public enum Doubt {
    COMMAND_NOT_STARTED(Reason.COMMAND_NOT_STARTED),
    COMMAND_TIMED_OUT(Reason.COMMAND_TIMED_OUT),
    OUTPUT_TRUNCATED(Reason.OUTPUT_TRUNCATED),
    FILE_NOT_READABLE(Reason.PERMISSION_DENIED),
    SERVICE_MANAGER_UNREACHABLE(Reason.SERVICE_MANAGER_UNREACHABLE),
    PROCESSES_NOT_LISTED(Reason.PROCESSES_NOT_LISTED),
    /** The engine finds it without looking: a 4.x command without a pattern, a 4.x process where ps is missing. */
    NOTHING_LOOKED_AT(Reason.NOTHING_LOOKED_AT),
    /** A pattern that the engine cannot compile or compare with: it never matches, whatever is there. */
    PATTERN_NOT_VALID(Reason.PATTERN_NOT_VALID),
    RULE_NOT_SUPPORTED(Reason.RULE_NOT_SUPPORTED),
    PATTERN_TOO_EXPENSIVE(Reason.PATTERN_TOO_EXPENSIVE);

    private final Reason reason;

    Doubt(Reason reason) {
        this.reason = reason;
    }

    /** What a verdict says that rests on such an answer. */
    public Reason reason() {
        return reason;
    }
}
