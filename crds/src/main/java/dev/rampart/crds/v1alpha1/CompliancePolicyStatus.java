package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator made of a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompliancePolicyStatus(
        @JsonPropertyDescription(
                "The generation of the spec that the rest of the status speaks of; -1 until the operator has looked.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready, Reconciling, Stalled, Resolved, PoliciesDistributed, Evaluated, ThresholdsMet.")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("sha256 over the digests of all check sets.") @Nullable
        String resolvedDigest,

        @JsonPropertyDescription(
                "The first framework in effect and how many others, for example cis-kubernetes +1; fits a table.")
        @Nullable
        String frameworksSummary,

        @JsonPropertyDescription("Versions of the frameworks in effect.") @Nullable
        List<Benchmark> benchmark,

        @JsonPropertyDescription("Number of checks.") @Nullable
        CheckCounts checks,

        @JsonPropertyDescription("Check sets and the ConfigMaps that carry them.") @Nullable
        List<Distribution> distribution,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).") @Nullable
        Integer score,

        @JsonPropertyDescription("floor(100 * (pass + fail + notApplicable) / total).") @Nullable
        Integer coverage,

        @JsonPropertyDescription("Verdicts over all targeted nodes.") @Nullable
        Counts counts,

        @JsonPropertyDescription("Score by framework.") @Nullable
        List<FrameworkScore> frameworks,

        @JsonPropertyDescription("Oldest evaluation that the figures rest on.") @Nullable
        String lastEvaluation,

        @JsonPropertyDescription("Next time a check set is due; absent while suspended.") @Nullable
        String nextRun) {}
