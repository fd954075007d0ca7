/** The vocabulary of conditions and the rules by which condition lists are merged. */
@NullMarked
package dev.rampart.crds.condition;

import org.jspecify.annotations.NullMarked;
