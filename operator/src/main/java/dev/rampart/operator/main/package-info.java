/** Puts the parts together, starts and stops them. */
@NullMarked
package dev.rampart.operator.main;

import org.jspecify.annotations.NullMarked;
