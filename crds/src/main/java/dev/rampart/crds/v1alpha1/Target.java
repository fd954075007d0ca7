package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Which nodes a policy is about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Target(
        @JsonPropertyDescription("Selects nodes by label; absent or empty selects every Linux node.") @Nullable
        NodeSelector nodeSelector) {}
