package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How one framework of a policy stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameworkScore(
        @JsonPropertyDescription("Identifier of the framework.") @Required
        FrameworkName name,

        @JsonPropertyDescription("Version of the framework that the mappings speak of.") @Nullable
        String version,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)) over its checks.") @Required
        int score,

        @JsonPropertyDescription("States of the controls that have a direct mapping.") @Nullable
        ControlCounts controls) {}
