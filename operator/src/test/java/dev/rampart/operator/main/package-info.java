@NullMarked
package dev.rampart.operator.main;

import org.jspecify.annotations.NullMarked;
