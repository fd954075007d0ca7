package dev.rampart.policy.model;

/** Most severe first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
