/** How commands reach a cluster: kubeconfig, lists in pages, what to say when it does not answer. */
@NullMarked
package dev.rampart.cli.cluster;

import org.jspecify.annotations.NullMarked;
