/** The one port through which a check sees a machine, and its adapters. */
@NullMarked
package dev.rampart.policy.host;

import org.jspecify.annotations.NullMarked;
