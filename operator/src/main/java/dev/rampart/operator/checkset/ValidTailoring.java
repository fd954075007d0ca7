package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tailoring that names only what the catalogue has, with values that are in range.
 *
 * @param effective what of it changes anything, as written; absent when nothing does
 * @param withoutEffect one clause for each entry that changes nothing, because no chosen framework asks for its check
 */
public record ValidTailoring(
        Set<String> disabled,
        Map<String, Severity> severities,
        Map<String, String> variables,
        Optional<Tailoring> effective,
        List<String> withoutEffect) {

    public static final ValidTailoring NONE =
            new ValidTailoring(Set.of(), Map.of(), Map.of(), Optional.empty(), List.of());

    public ValidTailoring {
        disabled = Set.copyOf(disabled);
        severities = Map.copyOf(severities);
        variables = Map.copyOf(variables);
        withoutEffect = List.copyOf(withoutEffect);
    }

    /** The check as the policy wants it, with rules that are whole; empty when it is disabled. */
    Optional<Check> apply(Check check) {
        if (disabled.contains(check.id())) {
            return Optional.empty();
        }
        return Optional.of(
                check.resolved(variables).withSeverity(severities.getOrDefault(check.id(), check.severity())));
    }
}
