package dev.rampart.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One control of the catalogue.
 *
 * @param id slug, unique, never reused, {@code [a-z0-9-]{3,63}}
 * @param number unique, never reused, from 1
 * @param facilities what the rules look at; never empty
 * @param roles node roles that the check is about; never empty
 * @param variables what a policy may set in the rules
 * @param rules rules in Wazuh's SCA language (dialect 4.14, {@code regex_type: pcre2}) with <code>${name}</code> where a
 *     variable stands; never empty. {@link #resolved} is what is evaluated
 */
public record Check(
        String id,
        int number,
        String title,
        String rationale,
        Severity severity,
        String remediation,
        Set<Facility> facilities,
        Set<NodeRole> roles,
        Condition condition,
        List<Variable> variables,
        List<String> rules,
        List<Mapping> mappings) {

    public Check {
        facilities = Set.copyOf(facilities);
        roles = Set.copyOf(roles);
        variables = List.copyOf(variables);
        rules = List.copyOf(rules);
        mappings = List.copyOf(mappings);
    }

    /**
     * This check with the variables in its rules replaced, and with none left.
     *
     * @param values by name of variable; one that is absent has its default, one that is none of this check's is passed
     *     over
     * @throws IllegalArgumentException when a value is not in the range of its variable
     */
    public Check resolved(Map<String, String> values) {
        var rules = this.rules;
        for (var variable : variables) {
            var value = values.getOrDefault(variable.name(), variable.defaultValue());
            variable.objectionTo(value).ifPresent(o -> {
                throw new IllegalArgumentException(variable.name() + " is \"" + value + "\"; it " + o);
            });
            rules = rules.stream()
                    .map(r -> r.replace("${" + variable.name() + "}", value))
                    .toList();
        }
        return with(severity, List.of(), rules);
    }

    public Check withSeverity(Severity other) {
        return with(other, variables, rules);
    }

    private Check with(Severity severity, List<Variable> variables, List<String> rules) {
        return new Check(
                id,
                number,
                title,
                rationale,
                severity,
                remediation,
                facilities,
                roles,
                condition,
                variables,
                rules,
                mappings);
    }

    /** Whether a control of the framework has this check as a direct or supporting proof. */
    public boolean isMappedTo(Framework framework) {
        return mappings.stream().anyMatch(m -> m.framework() == framework);
    }
}
