package dev.rampart.policy.scan;

/** What a tripwire says about one part of the host. */
public enum State {
    /** Proven: the scanner sees the node's own. */
    INTACT,
    /** Proven: it sees something else. */
    BROKEN,
    /** Neither could be proven. */
    UNREADABLE
}
