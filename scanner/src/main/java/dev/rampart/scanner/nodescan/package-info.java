/** NodeScan as it travels: only the fields that a scanner reads or writes. No input or output. */
@NullMarked
package dev.rampart.scanner.nodescan;

import org.jspecify.annotations.NullMarked;
