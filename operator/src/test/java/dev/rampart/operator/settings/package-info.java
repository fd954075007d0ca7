@NullMarked
package dev.rampart.operator.settings;

import org.jspecify.annotations.NullMarked;
