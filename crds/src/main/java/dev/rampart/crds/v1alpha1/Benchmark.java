package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The version of a framework that was picked, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Benchmark(
        @JsonPropertyDescription("Identifier of the framework.") @Required
        FrameworkName framework,

        @JsonPropertyDescription("Version of the framework that the checks speak of.") @Required
        String version,

        @JsonPropertyDescription("Why this version, in one sentence.") @Required
        String reason) {}
