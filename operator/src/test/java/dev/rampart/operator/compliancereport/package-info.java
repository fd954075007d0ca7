@NullMarked
package dev.rampart.operator.compliancereport;

import org.jspecify.annotations.NullMarked;
