@NullMarked
package dev.rampart.operator.metrics;

import org.jspecify.annotations.NullMarked;
