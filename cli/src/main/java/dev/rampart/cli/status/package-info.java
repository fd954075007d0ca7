/** {@code rampart status}: where policies and nodes stand and what is wrong. */
@NullMarked
package dev.rampart.cli.status;

import org.jspecify.annotations.NullMarked;
