@NullMarked
package dev.rampart.operator.compliancepolicy;

import org.jspecify.annotations.NullMarked;
