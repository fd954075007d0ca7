/** The chart: what it renders, what it refuses, and that everything generated from it is fresh. */
@NullMarked
package dev.rampart.helm;

import org.jspecify.annotations.NullMarked;
