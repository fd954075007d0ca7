/** What the tests of all modules share: a real API server, golden folders, a clock that stands still. */
@NullMarked
package dev.rampart.testkit;

import org.jspecify.annotations.NullMarked;
