package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failing check of a report. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorstCheck(
        @JsonPropertyDescription("Identifier of the check.") @Required
        String check,

        @JsonPropertyDescription("What the check asks for.") @Required
        String title,

        @JsonPropertyDescription("How much a failure matters.") @Required
        String severity,

        @JsonPropertyDescription("Number of nodes on which it fails.") @Required
        int nodes,

        @JsonPropertyDescription("Names of at most 5 of these nodes.") @Nullable
        List<String> examples,

        @JsonPropertyDescription("Controls with a direct mapping, framework:id.") @Nullable
        List<String> controls) {}
