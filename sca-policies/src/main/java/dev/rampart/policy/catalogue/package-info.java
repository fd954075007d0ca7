/** The checks that ship with the product, read from the jar's YAML files. */
@NullMarked
package dev.rampart.policy.catalogue;

import org.jspecify.annotations.NullMarked;
