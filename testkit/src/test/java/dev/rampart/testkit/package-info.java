@NullMarked
package dev.rampart.testkit;

import org.jspecify.annotations.NullMarked;
