package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ordinary Kubernetes label selector whose errors the API server refuses (the built-in type would let them through). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeSelector(
        @JsonPropertyDescription("Every label that a node must carry with exactly this value.")
        @ValidationRule(value = LabelPattern.MAP_KEYS, message = "matchLabels: " + LabelPattern.KEY_FORM)
        @ValidationRule(value = LabelPattern.MAP_VALUES, message = "matchLabels: " + LabelPattern.VALUE_FORM)
        @Nullable
        Map<String, String> matchLabels,

        @JsonPropertyDescription("Expressions that a node must all meet.") @Nullable
        List<NodeSelectorRequirement> matchExpressions) {}
