package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's wish. Every member may be absent: {@code spec: {}} is a whole policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompliancePolicySpec(
        @JsonPropertyDescription("Frameworks to answer for; empty or absent means cis-kubernetes and nist-800-53.")
        @Nullable
        List<FrameworkSelection> frameworks,

        @JsonPropertyDescription("Which nodes the policy is about; absent means every Linux node.") @Nullable
        Target target,

        @JsonPropertyDescription("Where the policy differs from the catalogue, and why.") @Nullable
        Tailoring tailoring,

        @JsonPropertyDescription("How the checks are evaluated.") @Nullable
        Evaluation evaluation,

        @JsonPropertyDescription("What is good enough.") @Nullable
        Thresholds thresholds) {}
