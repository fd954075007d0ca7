@NullMarked
package dev.rampart.cli.sarif;

import org.jspecify.annotations.NullMarked;
