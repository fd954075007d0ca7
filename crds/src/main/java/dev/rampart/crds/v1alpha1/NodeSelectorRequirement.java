package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector, with the meaning of {@code metav1.LabelSelectorRequirement}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(self.operator in ['In', 'NotIn']) || (has(self.values) && self.values.size() > 0)",
        fieldPath = ".values",
        message = "values must hold at least one value for the operators In and NotIn")
@ValidationRule(
        value = "self.operator in ['In', 'NotIn'] || !has(self.values) || self.values.size() == 0",
        fieldPath = ".values",
        message = "values must be empty for the operators Exists and DoesNotExist: remove it, or use In or NotIn")
public record NodeSelectorRequirement(
        @JsonPropertyDescription("The label key.")
        @ValidationRule(value = LabelPattern.IS_KEY, message = "key: " + LabelPattern.KEY_FORM)
        @Required
        String key,

        @JsonPropertyDescription("How the value is compared.") @Required
        SelectorOperator operator,

        @ValidationRule(value = LabelPattern.ALL_VALUES, message = "values: " + LabelPattern.VALUE_FORM)
        @JsonPropertyDescription("Values for In and NotIn; must be empty for Exists and DoesNotExist.")
        @Nullable
        List<String> values) {}
