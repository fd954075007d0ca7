package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a node that the operator accepted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeComplianceStatus(
        @JsonPropertyDescription("uid of the Node; a recreated node inherits nothing.") @Nullable
        String nodeUID,

        @JsonPropertyDescription("machine id of the Node; a node with another disk inherits nothing.") @Nullable
        String machineID,

        @JsonPropertyDescription("One entry per check set.") @Nullable
        List<PolicyCompliance> policies,

        @JsonPropertyDescription("Verdicts of all check sets of this node.") @Nullable
        Counts counts,

        @JsonPropertyDescription("floor(100 * pass / (pass + fail)).") @Nullable
        Integer score,

        @JsonPropertyDescription("Scanner.") @Nullable String source,

        @JsonPropertyDescription("Oldest evaluation of the entries.") @Nullable
        String evaluatedAt,

        @JsonPropertyDescription("Tripwires that are not intact, or Intact.") @Nullable
        String tripwires,

        @JsonPropertyDescription("Results that were not accepted, and why.") @Nullable
        List<Refusal> refused,

        @JsonPropertyDescription("The admission binding under which the results were accepted.") @Nullable
        Binding binding) {}
