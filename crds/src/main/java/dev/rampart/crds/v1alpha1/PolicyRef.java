package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Reference to a CompliancePolicy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyRef(
        @JsonPropertyDescription("Name of the CompliancePolicy.") @Required
        String name) {}
