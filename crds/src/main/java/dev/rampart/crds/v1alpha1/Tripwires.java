package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Whether the scanner really sees the host. A facility that is not Intact makes every check that uses it Unknown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tripwires(
        @Required Tripwire files,
        @Required Tripwire processes,
        @Required Tripwire network) {}
