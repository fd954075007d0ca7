/** Rules between the packages of the operator. */
@NullMarked
package dev.rampart.operator;

import org.jspecify.annotations.NullMarked;
