package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The result of one check set on one node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanResult(
        @JsonPropertyDescription("sha256 of the check set document.") @Required
        String digest,

        @JsonPropertyDescription("uid of the Node that was evaluated.") @Required
        String nodeUID,

        @JsonPropertyDescription("The recheck token that this result answers.") @Nullable
        String recheck,

        @JsonPropertyDescription("When the evaluation ended.") @Required
        String evaluatedAt,

        @JsonPropertyDescription(
                "base64, 2 bits per check in the order of the set, lowest bits first: 0 Unknown, 1 Passed, 2 Failed, 3 NotApplicable.")
        @Required
        String verdicts,

        @JsonPropertyDescription("base64, one byte per check: why.") @Nullable
        String reasons,

        @JsonPropertyDescription("base64 of gzip of a JSON object check id to what was seen, secrets masked.") @Nullable
        String evidence,

        @JsonPropertyDescription("How long the evaluation took, for example 340ms.") @Nullable
        String duration,

        @JsonPropertyDescription("Whether the scanner saw the host.") @Required
        Tripwires tripwires) {}
