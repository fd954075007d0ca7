/**
 * What stands in the operator's way and waits for a person: missing rights, a namespace that refuses the scanner's pods,
 * somebody who keeps undoing what the operator makes. Finding and wording are pure; readers ask the API server.
 */
@NullMarked
package dev.rampart.operator.obstacle;

import org.jspecify.annotations.NullMarked;
