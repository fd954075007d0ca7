/** What a service account may do and what it did, in RBAC's words. */
@NullMarked
package dev.rampart.testkit.rights;

import org.jspecify.annotations.NullMarked;
