@NullMarked
package dev.rampart.operator.binding;

import org.jspecify.annotations.NullMarked;
