/** Our metrics, each defined once, and the places that count. */
@NullMarked
package dev.rampart.operator.metrics;

import org.jspecify.annotations.NullMarked;
