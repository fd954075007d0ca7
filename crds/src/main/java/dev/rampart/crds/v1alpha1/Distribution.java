package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A check set of a policy and the ConfigMap that carries it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Distribution(
        @JsonPropertyDescription("sha256 of the content.") @Required
        String digest,

        @JsonPropertyDescription("ConfigMap in rampart-nodes.") @Required
        String configMap,

        @JsonPropertyDescription("Role of the nodes that get it.") @Required
        NodeRole role,

        @JsonPropertyDescription("When it is evaluated, five cron fields.") @Required
        String schedule,

        @JsonPropertyDescription("IANA name of the time zone of the schedule; absent means UTC.") @Nullable
        String timezone,

        @JsonPropertyDescription("Number of checks.") @Required
        int checks) {}
