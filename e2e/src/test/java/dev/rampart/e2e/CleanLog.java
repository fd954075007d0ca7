package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After every test: what the operator's pods logged since the test began, their previous containers included, has no
 * error and no stack trace but those that {@link #ALLOWED} gives a reason for. The log of a pod that is gone cannot be
 * read any more.
 */
final class CleanLog implements BeforeEachCallback, AfterEachCallback {

    /**
     * @param pattern found somewhere in the line
     * @param reason why the operator cannot but say it
     */
    record Allowed(Pattern pattern, String reason) {}

    /** The short list. An entry that no test runs into is to be removed. */
    private static final List<Allowed> ALLOWED = List.of(
            new Allowed(
                    Pattern.compile("this process cannot go on; another operator takes over"),
                    "who cannot renew the lease must end, and says why"),
            new Allowed(
                    Pattern.compile("Exception occurred while (acquiring|renewing|releasing) lock"),
                    "the client's own words while the API server does not answer"),
            new Allowed(
                    Pattern.compile("Unknown Watch error received"),
                    "the client's own words, at level info but with a stack trace, before it begins the watch anew"),
            new Allowed(
                    Pattern.compile("Queued close did not succeed"),
                    "the client answers the close of a connection that is gone already; the watch is begun anew"),
            new Allowed(
                    Pattern.compile("PATCH at: \\S+/compliancepolicies/[a-z0-9-]+/status\\S+ Message: "
                            + "compliancepolicies\\.rampart\\.dev \\S+ not found\\. "),
                    "the framework's own words when a policy was deleted while its status was written"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STACK = Pattern.compile("^\\s+at \\S+\\(|^(Exception in|Caused by:)|\\bException: ");
    private static final int SHOWN = 1500;

    private final Supplier<KubernetesClient> client;
    private Instant begin = Instant.EPOCH;

    CleanLog(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin = Instant.now();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var complaints = operators()
                .flatMap(pod -> logs(pod).stream())
                .flatMap(String::lines)
                .map(CleanLog::complaint)
                .flatMap(Optional::stream)
                .filter(c -> !isAllowed(c))
                .distinct()
                .toList();
        assertThat(complaints)
                .as("ERROR lines and stack traces in the operator's log since %s; allowed are %s", begin, ALLOWED)
                .isEmpty();
    }

    static boolean isAllowed(String complaint) {
        return ALLOWED.stream().anyMatch(a -> a.pattern().matcher(complaint).find());
    }

    private Stream<Pod> operators() {
        return client
                .get()
                .pods()
                .inNamespace(Names.SYSTEM)
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems()
                .stream();
    }

    private List<String> logs(Pod pod) {
        var one = client.get()
                .pods()
                .inNamespace(Names.SYSTEM)
                .withName(pod.getMetadata().getName());
        var logs = new ArrayList<String>();
        var containers = pod.getStatus().getContainerStatuses();
        if (containers.stream().anyMatch(CleanLog::wasRestarted)) {
            logs.add(one.terminated().sinceTime(begin.toString()).getLog());
        }
        if (containers.stream().anyMatch(c -> c.getState().getWaiting() == null)) {
            logs.add(one.sinceTime(begin.toString()).getLog());
        }
        return logs;
    }

    private static boolean wasRestarted(ContainerStatus container) {
        return container.getLastState() != null && container.getLastState().getTerminated() != null;
    }

    /** The line, cut, when it is an error or carries a stack trace; empty when nothing is wrong with it. */
    static Optional<String> complaint(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            event = JSON.missingNode();
        }
        var isWrong = event.isObject()
                ? event.path("level").asText().equals("error") || event.has("stack")
                : STACK.matcher(line).find();
        return isWrong ? Optional.of(line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") : Optional.empty();
    }
}
