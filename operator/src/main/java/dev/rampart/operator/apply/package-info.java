/** The one place that sends objects to the API server, and the guard in front of it. */
@NullMarked
package dev.rampart.operator.apply;

import org.jspecify.annotations.NullMarked;
