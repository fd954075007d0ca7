package dev.rampart.cli.scan;

import dev.rampart.policy.language.Policy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which checks are meant.
 *
 * @param ids empty: all
 */
record Chosen(Set<String> ids) {

    static Chosen of(List<String> ids) {
        var chosen = new LinkedHashSet<String>();
        ids.forEach(id -> chosen.add(id.strip()));
        return new Chosen(chosen);
    }

    boolean all() {
        return ids.isEmpty();
    }

    List<String> notIn(List<PolicyFile> files) {
        return ids.stream()
                .filter(id -> files.stream().noneMatch(f -> has(f.policy(), id)))
                .toList();
    }

    private static boolean has(Policy policy, String id) {
        return policy.checks().stream().anyMatch(c -> c.id().equals(id));
    }

    /** The policy with these checks alone; its requirements stay. */
    Policy in(Policy policy) {
        return all()
                ? policy
                : new Policy(
                        policy.dialect(),
                        policy.id(),
                        policy.name(),
                        policy.description(),
                        policy.fileDigest(),
                        policy.requirements(),
                        policy.checks().stream()
                                .filter(c -> ids.contains(c.id()))
                                .toList());
    }
}
