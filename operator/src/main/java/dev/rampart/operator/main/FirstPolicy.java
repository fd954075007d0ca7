package dev.rampart.operator.main;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_CONFLICT;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the policy that the settings ask for, when there is none of that name. A chart cannot: its objects are made
 * before the API server serves the kind. One that exists is never touched: it is the user's.
 */
final class FirstPolicy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstPolicy.class);
    private static final long RETRY_SECONDS = 10;
    private static final int HTTP_UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final Optional<CompliancePolicy> policy;
    private final ScheduledExecutorService executor;

    FirstPolicy(KubernetesClient client, Optional<CompliancePolicy> policy) {
        this.client = client;
        this.policy = policy;
        executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("first-policy").factory());
    }

    /** Returns at once. Call it only while this process leads. */
    void make() {
        policy.ifPresent(wanted -> executor.execute(() -> attempt(wanted)));
    }

    private void attempt(CompliancePolicy wanted) {
        var name = wanted.getMetadata().getName();
        try {
            client.resource(wanted).create();
            LOG.atInfo().addKeyValue("object", "CompliancePolicy/" + name).log("made, as the settings ask");
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case HTTP_CONFLICT -> LOG.debug("CompliancePolicy {} exists and stays as it is", name);
                case HTTP_BAD_REQUEST, HTTP_UNPROCESSABLE ->
                    LOG.error("POLICY_SPEC is refused by the API server, so no policy is made: {}", e.getMessage());
                default -> again(wanted, e);
            }
        } catch (IllegalStateException e) {
            again(wanted, e);
        }
    }

    private void again(CompliancePolicy wanted, RuntimeException why) {
        LOG.atWarn()
                .addKeyValue(
                        "object", "CompliancePolicy/" + wanted.getMetadata().getName())
                .log("could not be made, next try in {} s: {}", RETRY_SECONDS, why.getMessage());
        var _ = executor.schedule(() -> attempt(wanted), RETRY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
