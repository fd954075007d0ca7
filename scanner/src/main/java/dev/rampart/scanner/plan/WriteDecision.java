package dev.rampart.scanner.plan;

import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a status is written. Between heartbeats an unchanged node writes nothing. */
public sealed interface WriteDecision {

    Duration HEARTBEAT = Duration.ofHours(1);

    record Write(Occasion occasion) implements WriteDecision {}

    /** @param heartbeatDue when the decision changes although nothing else does */
    record Silence(Instant heartbeatDue) implements WriteDecision {}

    enum Occasion {
        CONTENT,
        RECHECK,
        HEARTBEAT
    }

    /**
     * @param published what the API server has
     * @param recheck the token that is asked for
     */
    static WriteDecision of(
            NodeScanStatus published, NodeScanStatus wanted, Optional<String> recheck, Spread spread, Instant now) {
        if (!sameContent(published, wanted)) {
            return new Write(Occasion.CONTENT);
        }
        if (answers(published, wanted, recheck)) {
            return new Write(Occasion.RECHECK);
        }
        var last = instant(published.heartbeat());
        // A heartbeat from the future is some other clock's: it proves nothing.
        if (last.isEmpty() || last.get().isAfter(now)) {
            return new Write(Occasion.HEARTBEAT);
        }
        // Up to a tenth earlier, each node by its own measure, so that nodes that once wrote together drift apart.
        var due = last.get().plus(HEARTBEAT).minus(spread.of(HEARTBEAT.dividedBy(10)));
        return due.isAfter(now) ? new Silence(due) : new Write(Occasion.HEARTBEAT);
    }

    private static boolean sameContent(NodeScanStatus published, NodeScanStatus wanted) {
        var before = byDigest(published);
        var after = byDigest(wanted);
        return Objects.equals(published.message(), wanted.message())
                && Objects.equals(published.scannerVersion(), wanted.scannerVersion())
                && published.resultsOrEmpty().size() == wanted.resultsOrEmpty().size()
                && before.keySet().equals(after.keySet())
                && after.entrySet().stream()
                        .allMatch(e -> e.getValue().sameContent(Objects.requireNonNull(before.get(e.getKey()))));
    }

    private static boolean answers(NodeScanStatus published, NodeScanStatus wanted, Optional<String> recheck) {
        var before = byDigest(published);
        return wanted.resultsOrEmpty().stream()
                .filter(r -> recheck.equals(Optional.ofNullable(r.recheck())) && recheck.isPresent())
                .anyMatch(r -> !recheck.equals(
                        Optional.ofNullable(before.get(r.digest())).map(ScanResult::recheck)));
    }

    private static Map<String, ScanResult> byDigest(NodeScanStatus status) {
        var results = new HashMap<String, ScanResult>();
        status.resultsOrEmpty().forEach(r -> results.put(r.digest(), r));
        return results;
    }

    private static Optional<Instant> instant(@org.jspecify.annotations.Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
