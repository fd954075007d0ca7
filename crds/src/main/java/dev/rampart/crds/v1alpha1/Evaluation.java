package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the checks of a policy are evaluated. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        @JsonPropertyDescription("IANA name of the time zone that the schedules speak of; absent means UTC.")
        @ValidationRule(
                value = "self.matches(r'^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$')",
                message = "timezone must be an IANA name, e.g. Europe/Berlin or UTC")
        @Nullable
        String timezone,

        @JsonPropertyDescription(
                "Scheduled evaluations of the nodes are spread over this time, each node at its own place; never over more than the shortest interval of the schedule. Absent means a tenth of that interval, at most 5m.")
        @ValidationRule(value = DurationPattern.IS_JITTER, message = DurationPattern.JITTER_FORM)
        @Nullable
        String jitter,

        @JsonPropertyDescription(
                "How long one evaluation of a check set may take on a node; what is not answered then is Unknown. Absent means 10m.")
        @ValidationRule(value = DurationPattern.IS_TIMEOUT, message = DurationPattern.TIMEOUT_FORM)
        @Nullable
        String timeout,

        @JsonPropertyDescription("true stops scheduled evaluations; the last results stay and age.") @Nullable
        Boolean suspend) {}
