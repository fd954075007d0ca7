@NullMarked
package dev.rampart.operator.checkset;

import org.jspecify.annotations.NullMarked;
