/** {@code rampart lint}: what is wrong with policy files. */
@NullMarked
package dev.rampart.cli.lint;

import org.jspecify.annotations.NullMarked;
