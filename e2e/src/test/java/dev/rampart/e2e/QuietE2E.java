package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A converged cluster costs the API server nothing but the lease. */
class QuietE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "quiet";
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> NOT_COUNTED = Set.of("leases", "selfsubjectaccessreviews");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void convergedForAMinuteTheAuditLogShowsNoWriteOfOperatorOrScanner() throws IOException {
        var scenario = new Scenario(RAMPART.client());
        scenario.evaluate(POLICY);
        Scenario.patiently("the policy is ready")
                .until(() -> "True".equals(Scenario.status(scenario.policyConditions(POLICY), "Ready")));
        awaitSilence();

        var from = Instant.now();
        Awaitility.await("a minute of observation")
                .pollDelay(WINDOW)
                .atMost(WINDOW.plusSeconds(10))
                .until(() -> true);
        var to = Instant.now();

        assertThat(writes(from, to)).isEmpty();
        assertThat(leaseRenewals(from, to))
                .as("the operator did run, and the log did record")
                .isGreaterThan(10);
        scenario.deletePolicy(POLICY);
    }

    /** Converged means: the last write is some seconds old. */
    private void awaitSilence() {
        Scenario.patiently("no write for 10 seconds").until(() -> {
            var now = Instant.now();
            return writes(now.minusSeconds(10), now).isEmpty();
        });
    }

    private List<String> writes(Instant from, Instant to) throws IOException {
        return events(from, to).stream()
                .filter(e -> WRITES.contains(e.path("verb").asText()))
                .filter(e -> !NOT_COUNTED.contains(
                        e.path("objectRef").path("resource").asText()))
                .map(e -> e.path("user").path("username").asText() + " "
                        + e.path("verb").asText() + " " + e.path("requestURI").asText())
                .toList();
    }

    private long leaseRenewals(Instant from, Instant to) throws IOException {
        return events(from, to).stream()
                .filter(e -> e.path("objectRef").path("resource").asText().equals("leases"))
                .filter(e -> WRITES.contains(e.path("verb").asText()))
                .count();
    }

    private static List<JsonNode> events(Instant from, Instant to) throws IOException {
        var result = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(RAMPART.nodes().auditLog())) {
            if (!line.endsWith("}")) {
                continue; // the last line may be half written
            }
            var event = JSON.readTree(line);
            var user = event.path("user").path("username").asText();
            var at = Instant.parse(event.path("requestReceivedTimestamp").asText());
            if ((user.equals(Names.OPERATOR_USER) || user.equals(Names.SCANNER_USER))
                    && at.isAfter(from)
                    && at.isBefore(to)) {
                result.add(event);
            }
        }
        return result;
    }
}
