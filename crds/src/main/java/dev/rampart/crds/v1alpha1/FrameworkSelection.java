package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A framework of a policy and when its checks are evaluated. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameworkSelection(
        @JsonPropertyDescription("Identifier of the framework.") @Required
        FrameworkName name,

        @JsonPropertyDescription(
                "When the checks are evaluated: five cron fields, UTC. Absent means 0 */6 * * *, for runtime-threats */15 * * * *.")
        @Pattern(CronPattern.CRON)
        @Nullable
        String schedule) {}
