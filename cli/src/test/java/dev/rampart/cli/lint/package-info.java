@NullMarked
package dev.rampart.cli.lint;

import org.jspecify.annotations.NullMarked;
