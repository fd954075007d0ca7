package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector, with the meaning of {@code metav1.LabelSelectorRequirement}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeSelectorRequirement(
        @JsonPropertyDescription("The label key.") @Required String key,

        @JsonPropertyDescription("How the value is compared.") @Required
        SelectorOperator operator,

        @JsonPropertyDescription("Values for In and NotIn; must be empty for Exists and DoesNotExist.") @Nullable
        List<String> values) {}
