package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is good enough: drives the condition ThresholdsMet and the exit code of {@code rampart status}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.minScore) || has(self.maxCritical)",
        message = "thresholds must set minScore, maxCritical or both")
public record Thresholds(
        @JsonPropertyDescription("The least score.") @Nullable
        Integer minScore,

        @JsonPropertyDescription(
                "The most failing checks of severity critical, each counted once whatever the number of nodes.")
        @Nullable
        Integer maxCritical) {}
