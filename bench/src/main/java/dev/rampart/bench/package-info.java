/** Measurements of the engine; nothing of it is shipped. */
@NullMarked
package dev.rampart.bench;

import org.jspecify.annotations.NullMarked;
