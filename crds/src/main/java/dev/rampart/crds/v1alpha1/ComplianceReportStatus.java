package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a policy stands over all its nodes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplianceReportStatus(
        @JsonPropertyDescription(
                "The generation of this object that the conditions speak of; -1 until the operator has looked.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Complete, Fresh, Ready, Reconciling, Stalled.") @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("The generation of the policy that the figures speak of.") @Nullable
        Long policyGeneration,

        @JsonPropertyDescription(
                "Met: everything is proven and nothing fails. NotMet: everything is proven and something fails. Unknown: something is not proven.")
        @Nullable
        Result result,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).") @Nullable
        Integer score,

        @JsonPropertyDescription("floor(100 * (pass + fail + notApplicable) / total).") @Nullable
        Integer coverage,

        @JsonPropertyDescription("Verdicts over all targeted nodes.") @Nullable
        Counts counts,

        @JsonPropertyDescription("Nodes by how they report.") @Nullable
        NodeCounts nodes,

        @JsonPropertyDescription("Oldest evaluation that the figures rest on.") @Nullable
        String oldestEvaluation,

        @JsonPropertyDescription("Score and controls by framework.") @Nullable
        List<FrameworkScore> frameworks,

        @JsonPropertyDescription("One word per framework: name and score.") @Nullable
        String frameworksSummary,

        @JsonPropertyDescription("At most 50 failing checks, most severe first, then by number of nodes.") @Nullable
        List<WorstCheck> worst,

        @JsonPropertyDescription("How many failing checks are not listed.") @Nullable
        Integer worstTruncated,

        @JsonPropertyDescription("Failing checks of severity critical, each counted once.") @Nullable
        Integer criticalFailing,

        @JsonPropertyDescription(
                "Where the policy differs from the catalogue, and why: what it disables is not in any figure.")
        @Nullable
        Tailoring tailoring,

        @JsonPropertyDescription("The cluster that is reported on.") @Nullable
        ClusterIdentity cluster) {}
