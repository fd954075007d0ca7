@NullMarked
package dev.rampart.cli.terminal;

import org.jspecify.annotations.NullMarked;
