package dev.rampart.scanner;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.scan.SetResult;
import dev.rampart.policy.scan.Tripwires;
import dev.rampart.scanner.api.ApiFailure;
import dev.rampart.scanner.api.ApiFailures;
import dev.rampart.scanner.api.Backoff;
import dev.rampart.scanner.checkset.CheckSets;
import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.nodescan.NodeScan;
import dev.rampart.scanner.nodescan.NodeScanSpec;
import dev.rampart.scanner.nodescan.NodeScanSpec.Assignment;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.plan.Spread;
import dev.rampart.scanner.tripwire.Probe;
import dev.rampart.testkit.FixedClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scanner whose API server, host and clock do what a test says; tests extend it. */
abstract class SimulatedProcess {

    static final CheckSet ONE = set("one");
    static final CheckSet TWO = set("two");

    final FixedClock clock = FixedClock.at("2026-03-04T05:06:07Z");
    final Map<String, String> configMaps = new HashMap<>();
    final List<NodeScanStatus> written = new ArrayList<>();
    final List<Set<String>> runs = new ArrayList<>();
    Verdict verdict = Verdict.passed();
    Optional<RuntimeException> defect = Optional.empty();
    boolean apiIsAway;
    Scanner scanner = newProcess();

    private static CheckSet set(String policy) {
        return new CheckSet(
                policy,
                NodeRole.WORKER,
                "*/15 * * * *",
                List.of(new CompiledCheck("a-check", Condition.ALL, Set.of(Facility.FILES), List.of("f:/x"))));
    }

    Scanner newProcess() {
        var surroundings = new Scanner.Surroundings(clock, new EventLog("node-a"));
        var spread = new Spread(0);
        var backoff = new Backoff(new Random(1));
        var probe = new Probe(
                new MemoryHost(Map.of(), Map.of()), Path.of("/nowhere"), Path.of("/nowhere"), Optional.empty());
        return new Scanner(
                spread,
                new CheckSets((name, key) -> {
                    var text = configMaps.get(name);
                    if (text == null) {
                        throw ApiFailures.of(ApiFailure.Kind.NOT_FOUND);
                    }
                    return Optional.of(text);
                }),
                new Evaluator(this::scan, probe, clock),
                new Publication(this::write, "0.1", spread, backoff, surroundings),
                backoff,
                surroundings);
    }

    private Map<String, SetResult> scan(Map<String, CheckSet> sets, Tripwires tripwires) {
        runs.add(Set.copyOf(sets.keySet()));
        defect.ifPresent(d -> {
            throw d;
        });
        var results = new LinkedHashMap<String, SetResult>();
        sets.keySet().forEach(d -> results.put(d, new SetResult(List.of(verdict), Map.of("a-check", "seen"))));
        return results;
    }

    private void write(NodeScanStatus status) throws ApiFailure {
        if (apiIsAway) {
            throw ApiFailures.of(ApiFailure.Kind.UNREACHABLE);
        }
        written.add(status);
    }

    Assignment assign(CheckSet set) {
        var digest = CheckSetCodec.digest(set);
        configMaps.put("rampart-checks-" + digest.substring(0, 16), CheckSetCodec.encodeText(set));
        return new Assignment(
                digest, "rampart-checks-" + digest.substring(0, 16), set.schedule(), null, null, set.policy());
    }

    static NodeScan scan(String uid, @Nullable String recheck, @Nullable NodeScanStatus status, Assignment... a) {
        return new NodeScan(
                new NodeScan.Metadata("node-a", uid, "1"), new NodeScanSpec("uid-1", "m", List.of(a), recheck), status);
    }

    Instant pass(NodeScan scan) {
        return scanner.pass(Optional.of(scan)).orElseThrow();
    }

    static List<String> digests(NodeScanStatus status) {
        return status.resultsOrEmpty().stream().map(ScanResult::digest).toList();
    }
}
