package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
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
import org.junit.jupiter.api.Test;

/** The passes of one process over hours, with a clock that moves when told. */
class ScannerTest {

    private static final CheckSet ONE = set("one");
    private static final CheckSet TWO = set("two");

    private final FixedClock clock = FixedClock.at("2026-03-04T05:06:07Z");
    private final Map<String, String> configMaps = new HashMap<>();
    private final List<NodeScanStatus> written = new ArrayList<>();
    private final List<Set<String>> runs = new ArrayList<>();
    private Verdict verdict = Verdict.passed();
    private Optional<RuntimeException> defect = Optional.empty();
    private boolean apiIsAway;
    private Scanner scanner = newProcess();

    private static CheckSet set(String policy) {
        return new CheckSet(
                policy,
                NodeRole.WORKER,
                "*/15 * * * *",
                List.of(new CompiledCheck("a-check", Condition.ALL, Set.of(Facility.FILES), List.of("f:/x"))));
    }

    private Scanner newProcess() {
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

    private Assignment assign(CheckSet set) {
        var digest = CheckSetCodec.digest(set);
        configMaps.put("rampart-checks-" + digest.substring(0, 16), CheckSetCodec.encodeText(set));
        return new Assignment(digest, "rampart-checks-" + digest.substring(0, 16), set.schedule(), set.policy());
    }

    private static NodeScan scan(
            String uid, @Nullable String recheck, @Nullable NodeScanStatus status, Assignment... a) {
        return new NodeScan(
                new NodeScan.Metadata("node-a", uid, "1"), new NodeScanSpec("uid-1", "m", List.of(a), recheck), status);
    }

    private Instant pass(NodeScan scan) {
        return scanner.pass(Optional.of(scan)).orElseThrow();
    }

    private static List<String> digests(NodeScanStatus status) {
        return status.resultsOrEmpty().stream().map(ScanResult::digest).toList();
    }

    @Test
    void aNewAssignmentIsEvaluatedAndWrittenInOneWrite() {
        // Given
        var scan = scan("u", "t1", null, assign(ONE), assign(TWO));

        // When
        pass(scan);

        // Then
        assertThat(runs).containsExactly(Set.of(CheckSetCodec.digest(ONE), CheckSetCodec.digest(TWO)));
        assertThat(written).singleElement().satisfies(s -> {
            assertThat(digests(s)).containsExactly(CheckSetCodec.digest(ONE), CheckSetCodec.digest(TWO));
            assertThat(s.resultsOrEmpty()).allSatisfy(r -> {
                assertThat(r.recheck()).isEqualTo("t1");
                assertThat(r.nodeUID()).isEqualTo("uid-1");
                assertThat(r.evidence()).isNotNull();
            });
        });
    }

    @Test
    void withoutAnObjectThereIsNothingToDo() {
        assertThat(scanner.pass(Optional.empty())).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void aDayWithoutChangeIsHeartbeatsOnly() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        var end = clock.instant().plus(Duration.ofHours(24));

        // When
        while (clock.instant().isBefore(end)) {
            clock.set(pass(scan));
        }

        // Then
        assertThat(runs.size()).isBetween(96, 98);
        assertThat(written.size()).isBetween(24, 26);
    }

    @Test
    void aChangeOnTheNodeIsWrittenAtTheNextScheduledRun() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        var wake = pass(scan);
        verdict = Verdict.failed();

        // When
        clock.set(wake);
        pass(scan);

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.getLast().resultsOrEmpty().getFirst().verdicts()).isEqualTo("Ag==");
    }

    @Test
    void aRecheckIsAnsweredAlthoughNothingChanged() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));

        // When
        pass(scan("u", "t2", null, assignment));
        pass(scan("u", "t2", null, assignment));

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.getLast().resultsOrEmpty())
                .extracting(ScanResult::recheck)
                .containsExactly("t2");
    }

    @Test
    void anEventWithoutNewsCausesNoRunAndNoWrite() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        pass(scan);

        // When
        for (int i = 0; i < 20; i++) {
            pass(scan("u", null, written.getFirst(), assign(ONE)));
        }

        // Then
        assertThat(runs).hasSize(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void aRestartEvaluatesOnceAndWritesNothingWhenNothingChanged() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));
        clock.advance(Duration.ofMinutes(3));

        // When
        scanner = newProcess();
        pass(scan("u", "t1", written.getFirst(), assignment));

        // Then
        assertThat(runs).hasSize(2);
        assertThat(written).hasSize(1);
    }

    @Test
    void aRestartAfterAnHourWritesItsHeartbeat() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", "t1", null, assignment));
        clock.advance(Duration.ofMinutes(61));

        // When
        scanner = newProcess();
        pass(scan("u", "t1", written.getFirst(), assignment));

        // Then
        assertThat(written).hasSize(2);
    }

    @Test
    void aResultThatIsNotAssignedAnyMoreIsDroppedFromTheStatus() {
        // Given
        var one = assign(ONE);
        pass(scan("u", null, null, one, assign(TWO)));

        // When
        pass(scan("u", null, null, one));

        // Then
        assertThat(digests(written.getLast())).containsExactly(CheckSetCodec.digest(ONE));
        assertThat(runs).hasSize(1);
    }

    @Test
    void aWrongDocumentGivesNoResultAndIsNamedAndHealsByItself() {
        // Given
        var assignment = assign(ONE);
        configMaps.replaceAll((name, text) -> text.replace("f:/x", "f:/y"));

        // When
        var retry = pass(scan("u", null, null, assignment));
        configMaps.replaceAll((name, text) -> text.replace("f:/y", "f:/x"));
        clock.set(retry);
        pass(scan("u", null, null, assignment));

        // Then
        assertThat(written.getFirst().results()).isEmpty();
        assertThat(written.getFirst().message())
                .startsWith("ConfigMap rampart-nodes/rampart-checks-")
                .contains("digest");
        assertThat(digests(written.getLast())).containsExactly(assignment.digest());
        assertThat(written.getLast().message()).doesNotContain("ConfigMap");
    }

    @Test
    void aMissingDocumentDoesNotHoldUpTheOtherSets() {
        // Given
        var one = assign(ONE);
        configMaps.clear();
        var two = assign(TWO);

        // When
        pass(scan("u", null, null, one, two));

        // Then
        assertThat(digests(written.getLast())).containsExactly(two.digest());
        assertThat(written.getLast().message()).contains("does not exist");
    }

    @Test
    void aResultWhoseDocumentIsGoneAfterARestartIsTakenBack() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", null, null, assignment));
        configMaps.clear();

        // When
        scanner = newProcess();
        pass(scan("u", null, written.getFirst(), assignment));

        // Then
        assertThat(written.getLast().results()).isEmpty();
    }

    @Test
    void anApiServerThatIsAwayLosesNothing() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        apiIsAway = true;
        for (int i = 0; i < 10; i++) {
            clock.set(pass(scan));
        }

        // When
        apiIsAway = false;
        pass(scan);

        // Then
        assertThat(runs).hasSize(1);
        assertThat(digests(written.getFirst())).containsExactly(CheckSetCodec.digest(ONE));
    }

    @Test
    void afterAFailedWriteThePauseIsKeptWhateverArrives() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        apiIsAway = true;
        var retry = pass(scan);
        apiIsAway = false;

        // When
        var again = pass(scan);

        // Then
        assertThat(again).isEqualTo(retry).isAfterOrEqualTo(clock.instant().plusSeconds(1));
        assertThat(written).isEmpty();
    }

    @Test
    void anObjectThatWasMadeAgainIsWrittenWithoutANewRun() {
        // Given
        var assignment = assign(ONE);
        pass(scan("u", null, null, assignment));

        // When
        pass(scan("u2", null, null, assignment));

        // Then
        assertThat(runs).hasSize(1);
        assertThat(written).hasSize(2);
        assertThat(digests(written.getLast())).containsExactly(assignment.digest());
    }

    @Test
    void aDefectInTheEvaluationIsReportedAndTriedAgain() {
        // Given
        var scan = scan("u", null, null, assign(ONE));
        defect = Optional.of(new IllegalStateException("boom"));

        // When
        var retry = pass(scan);
        defect = Optional.empty();
        clock.set(retry);
        pass(scan);

        // Then
        assertThat(written.getFirst().results()).isEmpty();
        assertThat(written.getFirst().message())
                .contains("IllegalStateException")
                .doesNotContain("boom");
        assertThat(digests(written.getLast())).containsExactly(CheckSetCodec.digest(ONE));
    }

    @Test
    void aSpecWithoutNodeUidIsSaidSo() {
        // When
        pass(new NodeScan(new NodeScan.Metadata("node-a", "u", "1"), NodeScanSpec.EMPTY, null));

        // Then
        assertThat(runs).isEmpty();
        assertThat(written.getFirst().message()).startsWith("spec.nodeUID is missing");
    }
}
