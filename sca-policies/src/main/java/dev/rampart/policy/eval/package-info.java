/**
 * Wazuh's SCA engine, 4.14.5 and 5.0.0-beta4: rules, checks and whole policies, asked through a
 * {@link dev.rampart.policy.host.Host}. The answer is the engine's own, plus {@link dev.rampart.policy.eval.Doubt}s
 * where the engine answers although it does not know.
 */
@NullMarked
package dev.rampart.policy.eval;

import org.jspecify.annotations.NullMarked;
