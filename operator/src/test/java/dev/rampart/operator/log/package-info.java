@NullMarked
package dev.rampart.operator.log;

import org.jspecify.annotations.NullMarked;
