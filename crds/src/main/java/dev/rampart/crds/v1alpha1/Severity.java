package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a failure of a check matters, most first. */
public enum Severity {
    /** Gives the node or the cluster away by itself. */
    @JsonProperty("critical")
    CRITICAL,

    /** One step away from that. */
    @JsonProperty("high")
    HIGH,

    /** Makes an attack easier or its traces fewer. */
    @JsonProperty("medium")
    MEDIUM,

    /** Good practice. */
    @JsonProperty("low")
    LOW
}
