/** What to evaluate, when, and whether to write: values and decisions, no input or output. */
@NullMarked
package dev.rampart.scanner.plan;

import org.jspecify.annotations.NullMarked;
