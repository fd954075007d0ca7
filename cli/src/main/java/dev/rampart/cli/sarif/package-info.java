/** What all SARIF documents of the command line have in common. */
@NullMarked
package dev.rampart.cli.sarif;

import org.jspecify.annotations.NullMarked;
