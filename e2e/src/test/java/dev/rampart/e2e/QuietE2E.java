package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A converged cluster costs the API server nothing but the lease. */
class QuietE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "quiet";
    private static final Duration WINDOW = Duration.ofSeconds(60);

    @Test
    void convergedForAMinuteTheAuditLogShowsNoWriteOfOperatorOrScanner() {
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

    private static List<String> writes(Instant from, Instant to) {
        return RAMPART.audit().between(from, to).stream()
                .filter(AuditLog.Event::isWrite)
                .map(AuditLog.Event::toString)
                .toList();
    }

    private static long leaseRenewals(Instant from, Instant to) {
        return RAMPART.audit().between(from, to).stream()
                .filter(e -> e.changes() && e.use().resource().equals("leases"))
                .count();
    }
}
