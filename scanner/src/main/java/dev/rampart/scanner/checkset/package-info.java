/** Check set documents: fetched, verified against their digest, kept in memory. */
@NullMarked
package dev.rampart.scanner.checkset;

import org.jspecify.annotations.NullMarked;
