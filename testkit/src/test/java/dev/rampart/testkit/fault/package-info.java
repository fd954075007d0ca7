@NullMarked
package dev.rampart.testkit.fault;

import org.jspecify.annotations.NullMarked;
