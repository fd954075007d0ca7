@NullMarked
package dev.rampart.operator.obstacle;

import org.jspecify.annotations.NullMarked;
