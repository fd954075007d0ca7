package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the policy is met. */
public enum Result {
    /** Every check of every targeted node was proven and none fails. */
    @JsonProperty("Met")
    MET,

    /** Everything was proven and something fails. */
    @JsonProperty("NotMet")
    NOT_MET,

    /** Something is not proven. */
    @JsonProperty("Unknown")
    UNKNOWN
}
