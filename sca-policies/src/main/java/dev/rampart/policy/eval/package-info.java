/**
 * Wazuh 4.14's rule language ({@code regex_type: pcre2}) as far as the catalogue needs it: {@code f:} and {@code c:} rules.
 * Rules are parsed once and evaluated through a {@link dev.rampart.policy.host.Host}. The outcome is the engine's own,
 * plus {@link dev.rampart.policy.eval.Doubt}s where the engine answers although it does not know.
 */
@NullMarked
package dev.rampart.policy.eval;

import org.jspecify.annotations.NullMarked;
