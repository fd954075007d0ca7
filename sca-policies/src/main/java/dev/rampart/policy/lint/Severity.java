package dev.rampart.policy.lint;

/** How bad a finding is, the worst last. */
public enum Severity {
    /** Style, portability. */
    INFO,
    /** Silently ignored, read differently by the dialects, or at risk of passing what was not proven. */
    WARNING,
    /** A dialect refuses or aborts, or a check has no result. */
    ERROR
}
