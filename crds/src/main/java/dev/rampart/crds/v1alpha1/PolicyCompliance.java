package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An accepted result: one check set of one policy on this node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyCompliance(
        @JsonPropertyDescription("Name of the CompliancePolicy.") @Required
        String name,

        @JsonPropertyDescription("sha256 of the check set document.") @Required
        String digest,

        @JsonPropertyDescription("When the evaluation ended.") @Required
        String evaluatedAt,

        @JsonPropertyDescription("Verdicts of this check set.") @Required
        Counts counts,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).")
        int score,

        @JsonPropertyDescription("At most 40 failing checks, most severe first.") @Nullable
        List<FailingCheck> failing,

        @JsonPropertyDescription("How many failing checks are not listed.") @Required
        int truncated,

        @JsonPropertyDescription("As in NodeScan.") @Required
        String verdicts,

        @JsonPropertyDescription("As in NodeScan.") @Nullable
        String reasons,

        @JsonPropertyDescription("Whether the scanner saw the host.") @Required
        Tripwires tripwires) {}
