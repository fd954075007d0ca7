/** The operator as a process of its own in a cluster of simulated nodes: memory, time and writes. Run by {@code bench/scale}. */
@NullMarked
package dev.rampart.bench.scale;

import org.jspecify.annotations.NullMarked;
