package dev.rampart.policy.checkset;

import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that one policy asks of nodes of one role on one schedule. The order of {@link #checks} is the order of
 * verdicts; the digest over {@link CheckSetCodec#encode} names it everywhere.
 *
 * @param schedule five cron fields
 * @param timeout of one evaluation on a node, whole seconds from 1; absent means {@link #DEFAULT_TIMEOUT}
 */
public record CheckSet(
        String policy, NodeRole role, String schedule, Optional<Duration> timeout, List<CompiledCheck> checks) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    public CheckSet {
        checks = List.copyOf(checks);
    }

    public CheckSet(String policy, NodeRole role, String schedule, List<CompiledCheck> checks) {
        this(policy, role, schedule, Optional.empty(), checks);
    }

    /** What a scanner needs of a check: no titles, no mappings. */
    public record CompiledCheck(String id, Condition condition, Set<Facility> facilities, List<String> rules) {
        public CompiledCheck {
            facilities = Set.copyOf(facilities);
            rules = List.copyOf(rules);
        }
    }
}
