/** Finds in policy files what a dialect refuses, ignores or reads in another way than was meant. */
@NullMarked
package dev.rampart.policy.lint;

import org.jspecify.annotations.NullMarked;
