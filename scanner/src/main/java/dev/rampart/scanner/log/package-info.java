/** One JSON object per line on standard output. */
@NullMarked
package dev.rampart.scanner.log;

import org.jspecify.annotations.NullMarked;
