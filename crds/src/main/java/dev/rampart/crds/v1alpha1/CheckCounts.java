package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Number of checks that a policy resolved to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckCounts(
        @JsonPropertyDescription("Different checks over all check sets.") @Required
        int total,

        @JsonPropertyDescription("Checks by framework; a check may count for several.") @Nullable
        Map<String, Integer> byFramework) {}
