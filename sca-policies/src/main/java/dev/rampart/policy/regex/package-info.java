/** The three pattern languages of SCA policies. Texts and patterns are byte strings: each character, 0 to 255, is one byte. */
@NullMarked
package dev.rampart.policy.regex;

import org.jspecify.annotations.NullMarked;
