/** Names of our metrics and the place that counts. */
@NullMarked
package dev.rampart.operator.metrics;

import org.jspecify.annotations.NullMarked;
