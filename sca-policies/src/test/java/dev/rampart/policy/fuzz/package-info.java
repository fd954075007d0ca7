/** The whole engine on mutated input, in memory only: nothing that is made up here is ever executed. */
@NullMarked
package dev.rampart.policy.fuzz;

import org.jspecify.annotations.NullMarked;
