package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the checks of a policy are evaluated. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        @JsonPropertyDescription("true stops scheduled evaluations; the last results stay and age.") @Nullable
        Boolean suspend) {}
