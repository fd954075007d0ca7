package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Whether the scanner really sees the host. A facility that is not Intact makes every check that uses it Unknown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tripwires(
        @JsonPropertyDescription("Whether the root file system is that of the host.") @Required
        Tripwire files,

        @JsonPropertyDescription("Whether the processes are those of the host.") @Required
        Tripwire processes,

        @JsonPropertyDescription("Whether the network settings are those of the host.") @Required
        Tripwire network) {}
