package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Verdicts of a set of checks. pass + fail + notApplicable + unknown = total. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Counts(int pass, int fail, int notApplicable, int unknown, int total) {}
