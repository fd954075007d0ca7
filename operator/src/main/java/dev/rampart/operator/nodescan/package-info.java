/** Node: keeps the NodeScan of each targeted node, removes it from others. */
@NullMarked
package dev.rampart.operator.nodescan;

import org.jspecify.annotations.NullMarked;
