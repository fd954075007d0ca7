package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A check that fails on this node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailingCheck(
        @JsonPropertyDescription("Identifier of the check.") @Required
        String check,

        @JsonPropertyDescription("First accepted evaluation in a row in which it failed.") @Required
        String since) {}
