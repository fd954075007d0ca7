package dev.rampart.scanner;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.scan.SetResult;
import dev.rampart.policy.scan.State;
import dev.rampart.policy.scan.Tripwires;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.nodescan.ScanResult.TripwireStates;
import dev.rampart.scanner.plan.Ledger.Entry;
import dev.rampart.scanner.plan.Ledger.Run;
import dev.rampart.scanner.plan.Order;
import dev.rampart.scanner.tripwire.Judgement;
import dev.rampart.scanner.tripwire.Probe;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run over the node: tripwires first, then every set that is due, each check once. */
final class Evaluator {

    /** @param judgement what the tripwires said during the run */
    record Outcome(List<Entry> entries, Judgement judgement, Duration duration) {}

    /** The scan of the host; {@code HostScan::run}. */
    interface Scan {
        Map<String, SetResult> run(Map<String, CheckSet> setsByDigest, Tripwires tripwires);
    }

    private final Scan scan;
    private final Probe probe;
    private final InstantSource clock;

    Evaluator(Scan scan, Probe probe, InstantSource clock) {
        this.scan = scan;
        this.probe = probe;
        this.clock = clock;
    }

    /**
     * @param sets by digest, not empty
     * @param order names the Node; its nodeUid is present
     */
    Outcome run(Map<String, CheckSet> sets, Order order) {
        long start = System.nanoTime();
        var judgement = Judgement.of(probe.observe(), order.machineId());
        var results = scan.run(sets, judgement.tripwires());
        var duration = Duration.ofNanos(System.nanoTime() - start);
        var entries = new ArrayList<Entry>();
        for (var digest : sets.keySet()) {
            var result = results.get(digest);
            if (result == null) {
                throw new IllegalStateException("the scan gave no result for the set " + digest);
            }
            entries.add(entry(digest, sets.get(digest), result, judgement, order, duration));
        }
        return new Outcome(List.copyOf(entries), judgement, duration);
    }

    private Entry entry(
            String digest, CheckSet set, SetResult result, Judgement judgement, Order order, Duration duration) {
        var now = clock.instant();
        var encoded = VerdictCodec.encode(result.verdicts());
        var tripwires = judgement.tripwires();
        var coded = new ScanResult(
                digest,
                order.nodeUid().orElseThrow(),
                order.recheck().orElse(null),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                encoded.verdicts(),
                encoded.reasons(),
                null,
                duration.toMillis() + "ms",
                new TripwireStates(text(tripwires.files()), text(tripwires.processes()), text(tripwires.network())));
        return new Entry(coded, byImportance(set, result), Optional.of(new Run(now, order.machineId())));
    }

    /** What failed is explained first, because evidence that does not fit is cut from the end. */
    private static Map<String, String> byImportance(CheckSet set, SetResult result) {
        record Line(int rank, String id, String text) {}
        var lines = new ArrayList<Line>();
        for (int i = 0; i < set.checks().size(); i++) {
            var id = set.checks().get(i).id();
            var text = result.evidence().get(id);
            if (text != null) {
                lines.add(new Line(rank(result.verdicts().get(i)), id, text));
            }
        }
        lines.sort(Comparator.comparingInt(Line::rank));
        var ordered = new LinkedHashMap<String, String>();
        lines.forEach(line -> ordered.put(line.id(), line.text()));
        return ordered;
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Failed f -> 0;
            case Verdict.Unknown u -> 1;
            case Verdict.NotApplicable n -> 2;
            case Verdict.Passed p -> 3;
        };
    }

    private static String text(State state) {
        return switch (state) {
            case INTACT -> "Intact";
            case BROKEN -> "Broken";
            case UNREADABLE -> "Unreadable";
        };
    }
}
