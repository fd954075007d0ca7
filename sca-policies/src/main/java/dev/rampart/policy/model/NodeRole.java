package dev.rampart.policy.model;

/** What a node is in its cluster. */
public enum NodeRole {
    CONTROL_PLANE("control-plane"),
    WORKER("worker");

    private final String id;

    NodeRole(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
