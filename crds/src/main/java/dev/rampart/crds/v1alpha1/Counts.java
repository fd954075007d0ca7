package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Verdicts of a set of checks. pass + fail + notApplicable + unknown = total. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Counts(
        @JsonPropertyDescription("Verdicts Passed.") @Required
        int pass,

        @JsonPropertyDescription("Verdicts Failed.") @Required
        int fail,

        @JsonPropertyDescription("Verdicts NotApplicable.") @Required
        int notApplicable,

        @JsonPropertyDescription("Verdicts Unknown: not proven either way.") @Required
        int unknown,

        @JsonPropertyDescription("All verdicts: pass + fail + notApplicable + unknown.") @Required
        int total) {}
