/** SCA policy files as typed values, as each dialect reads them. */
@NullMarked
package dev.rampart.policy.language;

import org.jspecify.annotations.NullMarked;
