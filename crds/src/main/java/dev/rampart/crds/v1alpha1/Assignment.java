package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A check set that a node has to evaluate. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignment(
        @JsonPropertyDescription("sha256 of the check set document.") @Required
        String digest,

        @JsonPropertyDescription("ConfigMap in rampart-nodes that holds it.") @Required
        String configMap,

        @JsonPropertyDescription("Five cron fields; absent while the policy is suspended.") @Nullable
        String schedule,

        @JsonPropertyDescription("IANA name of the time zone of the schedule; absent means UTC.") @Nullable
        String timezone,

        @JsonPropertyDescription("Over how long the nodes spread what is scheduled; absent lets the scanner choose.")
        @Nullable
        String jitter,

        @JsonPropertyDescription("Name of the CompliancePolicy.") @Required
        String policy) {}
