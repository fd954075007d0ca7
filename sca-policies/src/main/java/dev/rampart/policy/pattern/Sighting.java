package dev.rampart.policy.pattern;

/**
 * Where a pattern came to its answer.
 *
 * @param seen the line that decided; when none did, something short and stable about all of them
 */
public record Sighting(Outcome outcome, String seen) {}
