/** The evaluation of whole check sets on one host. */
@NullMarked
package dev.rampart.policy.scan;

import org.jspecify.annotations.NullMarked;
