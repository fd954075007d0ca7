/** Whether objects and clients that worked with the last release still work. In the test tree: only the build asks. */
@NullMarked
package dev.rampart.crds.compatibility;

import org.jspecify.annotations.NullMarked;
