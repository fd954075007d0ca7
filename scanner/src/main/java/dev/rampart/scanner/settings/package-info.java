/** What the process is told from outside; the only place that reads the environment. */
@NullMarked
package dev.rampart.scanner.settings;

import org.jspecify.annotations.NullMarked;
