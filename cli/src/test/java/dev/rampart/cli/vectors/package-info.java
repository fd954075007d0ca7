@NullMarked
package dev.rampart.cli.vectors;

import org.jspecify.annotations.NullMarked;
