/** Whether the admission rule that ties a scanner to its own node is in force as shipped. Pure. */
@NullMarked
package dev.rampart.operator.binding;

import org.jspecify.annotations.NullMarked;
