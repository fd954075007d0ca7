package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The state of the ValidatingAdmissionPolicy binding under which results of this node are accepted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Binding(
        @JsonPropertyDescription("uids and generations of policy and binding.") @Nullable
        String revision,

        @JsonPropertyDescription("Token that a result must answer before results are accepted under this revision.")
        @Nullable
        String requiredRecheck) {}
