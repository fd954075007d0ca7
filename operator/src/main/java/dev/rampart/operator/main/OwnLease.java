package dev.rampart.operator.main;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the lease back at an orderly end. The framework means to, but cancels the elector and lets the client close before
 * the request is sent, so that the next leader waits for the whole lease.
 */
record OwnLease(KubernetesClient client, String namespace, String name, String identity) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnLease.class);

    /** Only after everything that writes has ended. Nobody's lease but ours is touched; without an answer it expires. */
    void giveBack() {
        try {
            var lease = client.leases().inNamespace(namespace).withName(name);
            var held = lease.get();
            if (held == null || !identity.equals(held.getSpec().getHolderIdentity())) {
                return;
            }
            lease.patch(PatchContext.of(PatchType.JSON_MERGE), """
                    {"metadata":{"resourceVersion":"%s"},"spec":{"holderIdentity":"","leaseDurationSeconds":1}}
                    """.formatted(
                            held.getMetadata().getResourceVersion()));
        } catch (KubernetesClientException | ApiAnswers.NotWholeException e) {
            LOG.warn("the lease could not be given back and expires by itself: {}", e.getMessage());
        }
    }
}
