package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Nodes of a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeCounts(
        @JsonPropertyDescription("Nodes that the policy selects.") @Required
        int total,

        @JsonPropertyDescription("Nodes with a fresh accepted result for each of their check sets.") @Required
        int reporting,

        @JsonPropertyDescription("Nodes whose results are too old, or that are not ready.") @Required
        int stale,

        @JsonPropertyDescription("Selected nodes that cannot be evaluated, for example because they do not run Linux.")
        @Required
        int unsupported,

        @JsonPropertyDescription("reporting/total.") @Required
        String summary) {}
