/** Turns the records into the committed CustomResourceDefinitions. In the test tree, because only the build needs it. */
@NullMarked
package dev.rampart.crds.generate;

import org.jspecify.annotations.NullMarked;
