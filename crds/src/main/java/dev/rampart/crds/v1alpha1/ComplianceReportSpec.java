package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Which policy is reported on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplianceReportSpec(@Required PolicyRef policyRef) {}
