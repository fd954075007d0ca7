/** For developers: what the real engines answered, and what this one does. */
@NullMarked
package dev.rampart.cli.vectors;

import org.jspecify.annotations.NullMarked;
