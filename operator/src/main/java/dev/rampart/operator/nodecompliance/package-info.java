/** NodeScan: accepts or refuses results and keeps what was accepted in NodeCompliance. */
@NullMarked
package dev.rampart.operator.nodecompliance;

import org.jspecify.annotations.NullMarked;
