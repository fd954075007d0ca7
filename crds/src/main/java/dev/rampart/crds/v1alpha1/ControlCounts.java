package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** How many controls of a framework are in which state, by their direct mappings. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlCounts(
        @JsonPropertyDescription("Controls of which a check passes and none fails or is unknown.") @Required
        int pass,

        @JsonPropertyDescription("Controls of which a check fails somewhere.") @Required
        int fail,

        @JsonPropertyDescription("Controls whose checks apply nowhere.") @Required
        int notApplicable,

        @JsonPropertyDescription("Controls of which a check is unknown and none fails.") @Required
        int unknown) {}
