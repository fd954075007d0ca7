package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A check whose failure matters more or less to a policy than the catalogue says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeverityChange(
        @JsonPropertyDescription("Identifier of the check.")
        @ValidationRule(
                value = TailoringPattern.IS_SLUG,
                message = "check must be an id of the catalogue: " + TailoringPattern.SLUG_FORM)
        @Required
        String check,

        @JsonPropertyDescription("How much a failure matters here.") @Required
        Severity severity,

        @JsonPropertyDescription("Why; shown in every report.")
        @ValidationRule(value = TailoringPattern.IS_WRITTEN, message = TailoringPattern.RATIONALE_FORM)
        @Required
        String rationale) {}
