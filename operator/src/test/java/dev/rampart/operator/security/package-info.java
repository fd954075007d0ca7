@NullMarked
package dev.rampart.operator.security;

import org.jspecify.annotations.NullMarked;
