/** {@code rampart recheck}: asks nodes to evaluate at once. */
@NullMarked
package dev.rampart.cli.recheck;

import org.jspecify.annotations.NullMarked;
