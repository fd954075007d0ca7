package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** {@code metav1.Condition}, with the bounds of the upstream type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("Type of the condition.") @Required
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required
        String status,

        @JsonPropertyDescription("One word that says why.") @Required
        String reason,

        @JsonPropertyDescription("A sentence that says what was found and what to do.") @Nullable
        String message,

        @JsonPropertyDescription("When status last changed.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("The generation that was looked at.") @Nullable
        Long observedGeneration) {}
