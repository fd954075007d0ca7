@NullMarked
package dev.rampart.cli;

import org.jspecify.annotations.NullMarked;
