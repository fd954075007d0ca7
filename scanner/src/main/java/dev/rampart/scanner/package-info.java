/** The node process: watches its own NodeScan, evaluates, patches the result. */
@NullMarked
package dev.rampart.scanner;

import org.jspecify.annotations.NullMarked;
