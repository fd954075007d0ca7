/** Whole-system tests: real nodes, the real image, the shipped manifests, nothing replaced. */
@NullMarked
package dev.rampart.e2e;

import org.jspecify.annotations.NullMarked;
