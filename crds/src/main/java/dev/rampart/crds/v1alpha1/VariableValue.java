package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** The value that a policy gives to a variable of the catalogue. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariableValue(
        @JsonPropertyDescription("Name of the variable.")
        @ValidationRule(
                value = TailoringPattern.IS_SLUG,
                message = "name must be a variable of the catalogue: " + TailoringPattern.SLUG_FORM)
        @Required
        String name,

        @JsonPropertyDescription("The value, always as text; its range is that of the variable.")
        @ValidationRule(value = TailoringPattern.IS_VALUE, message = TailoringPattern.VALUE_FORM)
        @Required
        String value,

        @JsonPropertyDescription("Why; shown in every report.")
        @ValidationRule(value = TailoringPattern.IS_WRITTEN, message = TailoringPattern.RATIONALE_FORM)
        @Required
        String rationale) {}
