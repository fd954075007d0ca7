package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Which policy is reported on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplianceReportSpec(
        @JsonPropertyDescription("The policy that is reported on.") @Required
        PolicyRef policyRef) {}
