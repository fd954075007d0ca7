package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** State of one tripwire. */
public enum Tripwire {
    /** Proven to be the host. */
    @JsonProperty("Intact")
    INTACT,

    /** Proven not to be the host. */
    @JsonProperty("Broken")
    BROKEN,

    /** Could not be proven either way. */
    @JsonProperty("Unreadable")
    UNREADABLE
}
