/** Values of the policy language: checks, frameworks, verdicts. Immutable, no input or output. */
@NullMarked
package dev.rampart.policy.model;

import org.jspecify.annotations.NullMarked;
