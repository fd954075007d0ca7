@NullMarked
package dev.rampart.policy.model;

import org.jspecify.annotations.NullMarked;
