/** Rampart on K3s in a container: {@code mvn -Pk3s -pl e2e -am verify}. */
@NullMarked
package dev.rampart.e2e.k3s;

import org.jspecify.annotations.NullMarked;
