/** The document that travels from operator to scanner, and the encoding in which verdicts travel back. */
@NullMarked
package dev.rampart.policy.checkset;

import org.jspecify.annotations.NullMarked;
