/** For developers: runs recorded answers of the real engines against this one. */
@NullMarked
package dev.rampart.policy.vectors;

import org.jspecify.annotations.NullMarked;
