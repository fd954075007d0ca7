package dev.rampart.policy.model;

import java.util.List;
import java.util.Set;

/**
 * One control of the catalogue.
 *
 * @param id slug, unique, never reused, {@code [a-z0-9-]{3,63}}
 * @param number unique, never reused, from 1
 * @param facilities what the rules look at; never empty
 * @param roles node roles that the check is about; never empty
 * @param rules rules in Wazuh's SCA language (dialect 4.14, {@code regex_type: pcre2}); never empty
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
        List<String> rules,
        List<Mapping> mappings) {

    public Check {
        facilities = Set.copyOf(facilities);
        roles = Set.copyOf(roles);
        rules = List.copyOf(rules);
        mappings = List.copyOf(mappings);
    }

    /** Whether a control of the framework has this check as a direct or supporting proof. */
    public boolean isMappedTo(Framework framework) {
        return mappings.stream().anyMatch(m -> m.framework() == framework);
    }
}
