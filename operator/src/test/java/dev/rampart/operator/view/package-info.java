/** Tests of what is kept of the cluster. */
@NullMarked
package dev.rampart.operator.view;

import org.jspecify.annotations.NullMarked;
