@NullMarked
package dev.rampart.operator.nodecompliance;

import org.jspecify.annotations.NullMarked;
