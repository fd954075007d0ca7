package dev.rampart.scanner.plan;

import dev.rampart.policy.schedule.Schedule;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.nodescan.ScanResult.TripwireStates;
import dev.rampart.scanner.plan.Ledger.Entry;
import dev.rampart.scanner.plan.Ledger.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that the tests of this package start from. */
final class Fixtures {

    static final String NODE = "node-uid-1";
    static final String A = "a".repeat(64);
    static final String B = "b".repeat(64);
    static final Optional<String> MACHINE = Optional.of("machine-1");
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private Fixtures() {}

    static AssignedSet set(String digest, @Nullable String cron) {
        return new AssignedSet(
                digest,
                "rampart-checks-" + digest.substring(0, 16),
                "quickstart",
                Optional.ofNullable(cron).map(c -> new Timetable(Schedule.parse(c), Duration.ofSeconds(30))));
    }

    static Order order(@Nullable String recheck, AssignedSet... sets) {
        return new Order(Optional.of(NODE), MACHINE, List.of(sets), Optional.ofNullable(recheck), List.of());
    }

    static ScanResult result(String digest, @Nullable String recheck) {
        return new ScanResult(
                digest,
                NODE,
                recheck,
                NOW.toString(),
                "AQ==",
                "AA==",
                null,
                "3ms",
                new TripwireStates("Intact", "Intact", "Intact"));
    }

    /** A result of this process. */
    static Entry evaluated(String digest, @Nullable String recheck, Instant endedAt) {
        return new Entry(result(digest, recheck), Map.of(), Optional.of(new Run(endedAt, MACHINE)));
    }
}
