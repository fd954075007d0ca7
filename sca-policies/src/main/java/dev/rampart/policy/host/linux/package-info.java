/**
 * What the JDK has no call for: files below a root that cannot be left, and programs with exactly the descriptors,
 * session and arguments that they shall have. Linux on x86-64 and aarch64 only. Knows nothing of checks.
 */
@NullMarked
package dev.rampart.policy.host.linux;

import org.jspecify.annotations.NullMarked;
