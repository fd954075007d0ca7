package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** How many controls of a framework are in which state, by their direct mappings. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlCounts(int pass, int fail, int notApplicable, int unknown) {}
