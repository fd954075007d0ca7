package dev.rampart.testkit.fault;

import java.util.List;

/** @param seed decides what chance decides */
public record Plan(List<Rule> rules, long seed) {

    public Plan {
        rules = List.copyOf(rules);
    }

    public static Plan of(Rule... rules) {
        return new Plan(List.of(rules), 0);
    }

    /** Everything passes. */
    public static Plan none() {
        return of();
    }

    public Plan withSeed(long other) {
        return new Plan(rules, other);
    }
}
