/** How commands talk: tables, ages, exit codes. */
@NullMarked
package dev.rampart.cli.terminal;

import org.jspecify.annotations.NullMarked;
