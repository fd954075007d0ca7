package dev.rampart.policy.checkset;

import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import java.util.List;
import java.util.Set;

/**
 * The checks that one policy asks of nodes of one role on one schedule. The order of {@link #checks} is the order of
 * verdicts; the digest over {@link CheckSetCodec#encode} names it everywhere.
 *
 * @param schedule five cron fields, UTC
 */
public record CheckSet(String policy, NodeRole role, String schedule, List<CompiledCheck> checks) {

    public CheckSet {
        checks = List.copyOf(checks);
    }

    /** What a scanner needs of a check: no titles, no mappings. */
    public record CompiledCheck(String id, Condition condition, Set<Facility> facilities, List<String> rules) {
        public CompiledCheck {
            facilities = Set.copyOf(facilities);
            rules = List.copyOf(rules);
        }
    }
}
