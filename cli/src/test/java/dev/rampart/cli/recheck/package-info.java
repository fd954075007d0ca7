@NullMarked
package dev.rampart.cli.recheck;

import org.jspecify.annotations.NullMarked;
