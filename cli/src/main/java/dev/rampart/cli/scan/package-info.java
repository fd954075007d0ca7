/** {@code rampart scan}: policies of Wazuh's SCA on the machine itself, without a cluster. */
@NullMarked
package dev.rampart.cli.scan;

import org.jspecify.annotations.NullMarked;
