package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a policy stands over all its nodes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplianceReportStatus(
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("Complete, Fresh, Ready, Reconciling, Stalled.") @Nullable
        List<Condition> conditions,

        @Nullable Result result,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).") @Nullable
        Integer score,

        @JsonPropertyDescription("floor(100 * (pass + fail + notApplicable) / total).") @Nullable
        Integer coverage,

        @Nullable Counts counts,
        @Nullable NodeCounts nodes,

        @JsonPropertyDescription("Oldest evaluation that the figures rest on.") @Nullable
        String oldestEvaluation,

        @Nullable List<FrameworkScore> frameworks,

        @JsonPropertyDescription("One word per framework: name and score.") @Nullable
        String frameworksSummary,

        @JsonPropertyDescription("At most 50 failing checks, most severe first, then by number of nodes.") @Nullable
        List<WorstCheck> worst,

        @JsonPropertyDescription("How many failing checks are not listed.") @Nullable
        Integer worstTruncated,

        @Nullable ClusterIdentity cluster) {}
