@NullMarked
package dev.rampart.operator.docs;

import org.jspecify.annotations.NullMarked;
