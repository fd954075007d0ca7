package dev.rampart.cli.scan;

import dev.rampart.policy.language.Policy;

/**
 * A policy and where it came from.
 *
 * @param name as given on the command line
 * @param ignored how many rules and checks of it the dialect passes over in silence
 */
record PolicyFile(String name, Policy policy, int ignored) {}
