/** One JSON object per line on standard output. */
@NullMarked
package dev.rampart.operator.log;

import org.jspecify.annotations.NullMarked;
