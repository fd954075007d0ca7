package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A framework of a policy and when its checks are evaluated. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FrameworkSelection(
        @JsonPropertyDescription("Identifier of the framework.") @Required
        FrameworkName name,

        @JsonPropertyDescription(
                "When the checks are evaluated: five cron fields in spec.evaluation.timezone. Absent means 0 */6 * * *, for runtime-threats */15 * * * *.")
        @ValidationRule(
                value = "self.matches(r'" + CronPattern.CRON + "')",
                message = "schedule must be five cron fields, e.g. 0 */6 * * *",
                messageExpression = "'schedule \"' + self + '\" must be five cron fields, e.g. 0 */6 * * *'")
        @Nullable
        String schedule) {}
