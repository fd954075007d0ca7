@NullMarked
package dev.rampart.testkit.rights;

import org.jspecify.annotations.NullMarked;
