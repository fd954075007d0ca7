/** A Kubernetes client for exactly the five requests that a scanner makes. */
@NullMarked
package dev.rampart.scanner.api;

import org.jspecify.annotations.NullMarked;
