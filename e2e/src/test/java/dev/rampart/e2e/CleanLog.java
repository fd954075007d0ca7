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
import java.util.Arrays;
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
 * ERROR and no stack trace but those that {@link Allowed} gives a reason for. The log of a pod that is gone cannot be
 * read any more.
 */
final class CleanLog implements BeforeEachCallback, AfterEachCallback {

    /** The short list. An entry without a test that runs into it is to be removed. */
    enum Allowed {
        LEASE_CONFLICT(
                "LeaderElector.*(409|Conflict|object has been modified)",
                "two replicas ask for the lease at the same moment: the API server lets one have it"),
        WATCH_WITHOUT_SERVER(
                "(AbstractWatchManager|Reflector|LeaderElector).*(ConnectException|Connection (refused|reset)|EOF|closed)",
                "the framework says once for each watch that the API server is away; it tries again by itself");

        private final Pattern pattern;
        private final String reason;

        Allowed(String pattern, String reason) {
            this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
            this.reason = reason;
        }

        static boolean allows(String complaint) {
            return Arrays.stream(values())
                    .anyMatch(a -> a.pattern.matcher(complaint).find());
        }

        @Override
        public String toString() {
            return name() + ": " + reason;
        }
    }

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
                .filter(c -> !Allowed.allows(c))
                .distinct()
                .toList();
        assertThat(complaints)
                .as(
                        "ERROR lines and stack traces in the operator's log since %s; allowed are %s",
                        begin, Allowed.values())
                .isEmpty();
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

    /** What is wrong with a line; empty when nothing is. */
    private static Optional<String> complaint(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            event = JSON.missingNode();
        }
        if (!event.isObject()) {
            return Optional.of(line).filter(l -> STACK.matcher(l).find());
        }
        var isWrong = event.path("level").asText().equals("ERROR")
                || !event.path("throwable").isMissingNode();
        return isWrong ? Optional.of(shown(event)) : Optional.empty();
    }

    private static String shown(JsonNode event) {
        var text = event.path("level").asText() + " " + event.path("loggerName").asText() + ": "
                + event.path("formattedMessage").asText() + " "
                + event.path("throwable").toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
