@NullMarked
package dev.rampart.cli.status;

import org.jspecify.annotations.NullMarked;
