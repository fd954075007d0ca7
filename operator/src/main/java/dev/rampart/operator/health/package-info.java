/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package dev.rampart.operator.health;

import org.jspecify.annotations.NullMarked;
