/** Proofs that what the scanner looks at is the node itself. */
@NullMarked
package dev.rampart.scanner.tripwire;

import org.jspecify.annotations.NullMarked;
