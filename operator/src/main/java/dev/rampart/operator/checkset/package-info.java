/** From policies and catalogue to check sets and their assignment to nodes. Pure: no client, no clock. */
@NullMarked
package dev.rampart.operator.checkset;

import org.jspecify.annotations.NullMarked;
