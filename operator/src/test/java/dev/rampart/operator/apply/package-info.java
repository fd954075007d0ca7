@NullMarked
package dev.rampart.operator.apply;

import org.jspecify.annotations.NullMarked;
