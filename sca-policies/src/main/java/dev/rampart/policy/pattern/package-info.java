/** What stands behind a rule's arrow, in each dialect. Byte strings throughout: each character, 0 to 255, is one byte. */
@NullMarked
package dev.rampart.policy.pattern;

import org.jspecify.annotations.NullMarked;
