@NullMarked
package dev.rampart.crds;

import org.jspecify.annotations.NullMarked;
