package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator made of a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompliancePolicyStatus(
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, Resolved, PoliciesDistributed, Evaluated.") @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("sha256 over the digests of all check sets.") @Nullable
        String resolvedDigest,

        @JsonPropertyDescription("Frameworks in effect, comma separated.") @Nullable
        String frameworksSummary,

        @Nullable List<Benchmark> benchmark,
        @Nullable CheckCounts checks,
        @Nullable List<Distribution> distribution,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).") @Nullable
        Integer score,

        @JsonPropertyDescription("floor(100 * (pass + fail + notApplicable) / total).") @Nullable
        Integer coverage,

        @Nullable Counts counts,
        @Nullable List<FrameworkScore> frameworks,

        @JsonPropertyDescription("Oldest evaluation that the figures rest on.") @Nullable
        String lastEvaluation,

        @JsonPropertyDescription("Next time a check set is due; absent while suspended.") @Nullable
        String nextRun) {}
