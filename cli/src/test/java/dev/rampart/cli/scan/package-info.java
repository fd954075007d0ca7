@NullMarked
package dev.rampart.cli.scan;

import org.jspecify.annotations.NullMarked;
