package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Nodes of a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeCounts(
        int total,
        int reporting,
        int stale,
        int unsupported,

        @JsonPropertyDescription("reporting/total.") @Required
        String summary) {}
