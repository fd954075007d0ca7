package dev.rampart.policy.lint;

import dev.rampart.policy.model.Dialect;
import java.util.EnumSet;
import java.util.Set;

/**
 * @param dialects those that must read the file as it was meant; at least one
 * @param remote whether the files are meant for {@code etc/shared}, the folder that the manager sends to agents
 * @param container whether to name what containers do not have
 */
public record LintOptions(Set<Dialect> dialects, boolean remote, boolean container) {

    public static final LintOptions DEFAULT = new LintOptions(EnumSet.allOf(Dialect.class), false, true);

    public LintOptions {
        dialects = Set.copyOf(dialects);
        if (dialects.isEmpty()) {
            throw new IllegalArgumentException("no dialect to lint for");
        }
    }

    boolean has(Dialect dialect) {
        return dialects.contains(dialect);
    }

    boolean both() {
        return dialects.size() > 1;
    }
}
