package dev.rampart.policy.model;

/** A part of the host that a check looks at; each has a tripwire that proves that the scanner sees the real one. */
public enum Facility {
    FILES,
    PROCESSES,
    NETWORK
}
