package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a {@link NodeSelectorRequirement} compares. */
public enum SelectorOperator {
    /** The label is set and its value is listed. */
    @JsonProperty("In")
    IN,

    /** The label is unset or its value is not listed. */
    @JsonProperty("NotIn")
    NOT_IN,

    /** The label is set. */
    @JsonProperty("Exists")
    EXISTS,

    /** The label is unset. */
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST
}
