/** What is seen of the cluster: informers that keep only what is read, and the view of one policy on its nodes. */
@NullMarked
package dev.rampart.operator.view;

import org.jspecify.annotations.NullMarked;
