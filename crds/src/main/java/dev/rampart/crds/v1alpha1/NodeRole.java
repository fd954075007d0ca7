package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node is in its cluster, as kubeadm labels it. */
public enum NodeRole {
    /** Carries the label node-role.kubernetes.io/control-plane. */
    @JsonProperty("control-plane")
    CONTROL_PLANE,

    /** Every other node. */
    @JsonProperty("worker")
    WORKER
}
