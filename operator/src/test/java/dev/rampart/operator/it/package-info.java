/** The operator on a real API server, under exactly the rights that it ships with. */
@NullMarked
package dev.rampart.operator.it;

import org.jspecify.annotations.NullMarked;
