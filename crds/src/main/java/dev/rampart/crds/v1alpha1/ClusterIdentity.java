package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which cluster a report is about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterIdentity(
        @JsonPropertyDescription("Name of the cluster as the operator was told, or its uid.") @Required
        String name,

        @JsonPropertyDescription("uid of the namespace kube-system.") @Required
        String uid,

        @JsonPropertyDescription("Version of the API server.") @Nullable
        String version) {}
