package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node is asked to evaluate; written by the operator, recheck also by {@code rampart recheck}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeScanSpec(
        @JsonPropertyDescription("uid of the Node; results that name another are refused.") @Nullable
        String nodeUID,

        @JsonPropertyDescription("machine id of the Node, which the files tripwire compares with the host.") @Nullable
        String machineID,

        @JsonPropertyDescription("Check sets to evaluate.") @Nullable
        List<Assignment> assignments,

        @JsonPropertyDescription("A token; a new value asks for an evaluation of every set at once.") @Nullable
        String recheck) {}
