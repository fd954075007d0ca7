package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a policy differs from the catalogue, each with its reason. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.disable) || !has(self.severity)"
                + " || self.severity.all(s, !self.disable.exists(d, d.check == s.check))",
        fieldPath = ".severity",
        message = "severity names a check that disable names too: a check that is left out has no severity")
public record Tailoring(
        @JsonPropertyDescription("Checks that are not evaluated and not counted.") @Nullable
        List<DisabledCheck> disable,

        @JsonPropertyDescription("Checks whose failure matters more or less than the catalogue says.") @Nullable
        List<SeverityChange> severity,

        @JsonPropertyDescription("Values of variables of the catalogue.") @Nullable
        List<VariableValue> variables) {}
