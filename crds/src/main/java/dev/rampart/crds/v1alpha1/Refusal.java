package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A result that was refused; the verdicts accepted before stand. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refusal(
        @JsonPropertyDescription("digest that the result names, cut to 64 characters.") @Required
        String digest,

        @JsonPropertyDescription("One word, for example ForeignDigest or WrongLength.") @Required
        String reason,

        @JsonPropertyDescription("What was found, and what to do.") @Required
        String message) {}
