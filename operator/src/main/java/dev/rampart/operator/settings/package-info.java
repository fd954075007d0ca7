/** What the operator is told from outside; the only place that reads the environment. */
@NullMarked
package dev.rampart.operator.settings;

import org.jspecify.annotations.NullMarked;
