@NullMarked
package dev.rampart.operator.nodescan;

import org.jspecify.annotations.NullMarked;
