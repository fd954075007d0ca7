/** Evidence within its budget, as bytes that are the same for the same content. */
@NullMarked
package dev.rampart.scanner.evidence;

import org.jspecify.annotations.NullMarked;
