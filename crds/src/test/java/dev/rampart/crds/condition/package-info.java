@NullMarked
package dev.rampart.crds.condition;

import org.jspecify.annotations.NullMarked;
