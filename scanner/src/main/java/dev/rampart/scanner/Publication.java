package dev.rampart.scanner;

import dev.rampart.scanner.api.ApiFailure;
import dev.rampart.scanner.api.Backoff;
import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.log.Field;
import dev.rampart.scanner.nodescan.NodeScan;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.plan.Ledger;
import dev.rampart.scanner.plan.Order;
import dev.rampart.scanner.plan.Spread;
import dev.rampart.scanner.plan.WantedStatus;
import dev.rampart.scanner.plan.WriteDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The only writer of the status. What it compares with is what it last wrote itself, not what it reads back: an API
 * server that prunes or rounds a field would else be written to for ever.
 */
final class Publication {

    /** Where a status goes; {@code NodeScans::patchStatus}. */
    interface Target {
        void write(NodeScanStatus status) throws ApiFailure;
    }

    private final Target target;
    private final String version;
    private final Spread spread;
    private final Backoff backoff;
    private final InstantSource clock;
    private final EventLog log;

    private Optional<String> uid = Optional.empty();
    private NodeScanStatus published = NodeScanStatus.EMPTY;
    private int failures;
    private Instant notBefore = Instant.MIN;

    Publication(Target target, String version, Spread spread, Backoff backoff, Scanner.Surroundings surroundings) {
        this.target = target;
        this.version = version;
        this.spread = spread;
        this.backoff = backoff;
        this.clock = surroundings.clock();
        this.log = surroundings.log();
    }

    boolean isFirst(NodeScan scan) {
        return uid.isEmpty() && !scan.uid().isEmpty();
    }

    /** An object that was deleted and made again has what its status says, not what was written to the one before. */
    void begin(NodeScan scan) {
        if (!uid.equals(Optional.of(scan.uid()))) {
            uid = Optional.of(scan.uid());
            published = scan.statusOrEmpty();
            failures = 0;
            notBefore = Instant.MIN;
        }
    }

    /** @return when to come again if nothing changes before */
    Instant publish(Order order, Ledger ledger, List<String> findings) {
        var now = clock.instant();
        var wanted = WantedStatus.of(order, ledger, findings, version, now);
        return switch (WriteDecision.of(published, wanted, order.recheck(), spread, now)) {
            case WriteDecision.Silence(var due) -> due;
            case WriteDecision.Write(var occasion) ->
                isPaused(now) ? notBefore : write(wanted, occasion, order.recheck(), now);
        };
    }

    /** A pause that would end later than any pause can was computed before the clock was set back. */
    private boolean isPaused(Instant now) {
        return notBefore.isAfter(now) && notBefore.isBefore(now.plus(Backoff.LONGEST.multipliedBy(2)));
    }

    private Instant write(
            NodeScanStatus wanted, WriteDecision.Occasion occasion, Optional<String> recheck, Instant now) {
        try {
            target.write(wanted);
        } catch (ApiFailure failure) {
            var pause = backoff.after(++failures, failure.retryAfter());
            notBefore = now.plus(pause);
            log.warn(
                    "Cannot write the status",
                    new Field(EventLog.PROBLEM, failure.getMessage()),
                    new Field(EventLog.RETRY_IN, pause));
            return notBefore;
        }
        published = wanted;
        failures = 0;
        notBefore = Instant.MIN;
        log.info(
                "Status written",
                new Field(EventLog.REASON, occasion),
                new Field(EventLog.COUNT, wanted.resultsOrEmpty().size()));
        return WriteDecision.of(published, wanted, recheck, spread, now) instanceof WriteDecision.Silence(var due)
                ? due
                : now.plus(Duration.ofSeconds(1));
    }
}
