/** The command line of Rampart: what a user asks a cluster, in words and as JSON. */
@NullMarked
package dev.rampart.cli;

import org.jspecify.annotations.NullMarked;
