package dev.rampart.policy.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.eval.RuleNeeds;
import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.host.ProcessList;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostScanTest {

    private static final Tripwires INTACT = new Tripwires(State.INTACT, State.INTACT, State.INTACT);

    /** Escape sequence, a byte that is no UTF-8, and the mark that turns the direction of text (in UTF-8). */
    private static final byte[] LATIN = "a\u001b[31m\u00ff\u00e2\u0080\u00aeb\n".getBytes(ISO_8859_1);

    /** Writes down what it is asked. */
    private static class Recording implements Host {
        private final Host host;
        private final List<String> asked = new ArrayList<>();

        private Recording(Host host) {
            this.host = host;
        }

        @Override
        public FileKind kind(String path) {
            asked.add("kind " + path);
            return host.kind(path);
        }

        @Override
        public FileRead read(String path, int maxBytes) {
            asked.add("read " + path);
            if (path.equals("/explodes")) {
                throw new IllegalStateException("a defect");
            }
            return host.read(path, maxBytes);
        }

        @Override
        public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
            asked.add("run " + String.join(" ", argv));
            return host.run(argv, timeout, maxOutputBytes);
        }

        @Override
        public Listing list(String path, int maxEntries) {
            asked.add("list " + path);
            return host.list(path, maxEntries);
        }

        @Override
        public ProcessList processes() {
            asked.add("processes");
            return host.processes();
        }
    }

    private final Recording host = new Recording(new MemoryHost(
            Map.of("/etc/x", new FileRead.Content("password: hunter2\nline two\n".getBytes(UTF_8), false)),
            Map.of(
                    List.of("ps"), new CommandResult.Finished(0, "init\nxmrig\n".getBytes(UTF_8), false),
                    List.of("latin"), new CommandResult.Finished(0, LATIN, false),
                    List.of("long"),
                            new CommandResult.Finished(0, "ab ".repeat(500).getBytes(UTF_8), false))));

    private static CompiledCheck check(String id, Set<Facility> facilities, String... rules) {
        return new CompiledCheck(id, Condition.ALL, facilities, List.of(rules));
    }

    private static CompiledCheck check(String id, String... rules) {
        return check(id, Set.of(Facility.FILES), rules);
    }

    private static CheckSet set(String policy, CompiledCheck... checks) {
        return new CheckSet(policy, NodeRole.WORKER, "* * * * *", List.of(checks));
    }

    private SetResult scan(Tripwires tripwires, CompiledCheck... checks) {
        return of("d", new HostScan(host).run(Map.of("d", set("p", checks)), tripwires));
    }

    private static SetResult of(String digest, Map<String, SetResult> results) {
        return Objects.requireNonNull(results.get(digest));
    }

    private SetResult scan(CompiledCheck... checks) {
        return scan(INTACT, checks);
    }

    @Test
    void everySetHasItsVerdictsInOrder() {
        var results = new HostScan(host)
                .run(
                        Map.of(
                                "one",
                                        set(
                                                "a",
                                                check("aaa", "c:ps -> r:^init$"),
                                                check("bbb", "not c:ps -> r:^xmrig$")),
                                "two", set("b", check("ccc", "f:/missing -> r:x"))),
                        INTACT);

        assertThat(of("one", results).verdicts()).containsExactly(Verdict.passed(), Verdict.failed());
        assertThat(of("two", results).verdicts()).containsExactly(Verdict.notApplicable(Reason.FILE_MISSING));
    }

    @Test
    void nothingIsAskedTwiceInOneRunAndEverythingAgainInTheNext() {
        var scan = new HostScan(host);
        var sets = Map.of(
                "one",
                        set(
                                "a",
                                check("aaa", "c:ps -> r:^init$"),
                                check("bbb", "f:/etc/x -> r:two", "f:/etc/x -> r:line")),
                "two", set("b", check("aaa", "c:ps -> r:^init$"), check("ccc", "not c:ps -> r:^x$", "f:/etc/x")));

        scan.run(sets, INTACT);
        assertThat(host.asked).containsExactlyInAnyOrder("run ps", "read /etc/x", "kind /etc/x");

        scan.run(sets, INTACT);
        assertThat(host.asked).hasSize(6);
    }

    /** Two policies that ask for the same check, one of them with another value, and a third that agrees with one. */
    @Test
    void eachCheckIsEvaluatedOncePerParameterSetWhateverTheNumberOfSets() {
        // Given
        var tries = Catalogue.load().find("linux-ssh-max-auth-tries").orElseThrow();
        var sshd = new MemoryHost(
                Map.of(),
                Map.of(
                        RuleNeeds.argvOf("sh -c \"sshd -T -C user=root,host=localhost,addr=127.0.0.1,laddr=127.0.0.1,"
                                + "lport=22 || exit 127\""),
                        new CommandResult.Finished(0, "maxauthtries 6\n".getBytes(UTF_8), false)));
        var sets = new LinkedHashMap<String, CheckSet>();
        for (var value : List.of("4", "4", "8", "10", "8")) {
            var policy = "policy-" + sets.size();
            var compiled = tries.resolved(Map.of("ssh-max-auth-tries", value));
            sets.put(policy, set(policy, check(tries.id(), compiled.rules().toArray(String[]::new))));
        }
        var evaluated = new ArrayList<String>();

        // When
        var results = new HostScan(sshd, () -> 0, c -> evaluated.add(c.id() + c.rules())).run(sets, INTACT);

        // Then
        assertThat(evaluated).hasSize(3).doesNotHaveDuplicates();
        assertThat(results.values().stream().flatMap(r -> r.verdicts().stream()))
                .containsExactly(
                        Verdict.failed(), Verdict.failed(), Verdict.passed(), Verdict.passed(), Verdict.passed());
    }

    @Test
    void whatIsNotAnsweredInTimeIsUnknownAndTheNextSetHasItsOwnTime() {
        // Given commands of 40 seconds each, as long as they are let
        var clock = new AtomicLong();
        var slow = new Recording(host) {
            @Override
            public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
                var takes = Duration.ofSeconds(40);
                var spent = timeout.compareTo(takes) < 0 ? timeout : takes;
                clock.addAndGet(spent.toNanos());
                return spent.equals(takes)
                        ? new CommandResult.Finished(0, "init\n".getBytes(UTF_8), false)
                        : new CommandResult.TimedOut();
            }
        };
        var checks = List.of(
                check("aaa", "c:ps a -> r:^init$"),
                check("bbb", "c:ps b -> r:^init$"),
                check("ccc", "c:ps c -> r:^init$"),
                check("ddd", "f:/etc/x -> r:two"));
        var sets = new LinkedHashMap<String, CheckSet>();
        sets.put("tight", new CheckSet("p", NodeRole.WORKER, "* * * * *", Optional.of(Duration.ofSeconds(45)), checks));
        sets.put("roomy", new CheckSet("q", NodeRole.WORKER, "* * * * *", checks));

        // When
        var results = new HostScan(slow, clock::get, c -> {}).run(sets, INTACT);

        // Then no command of 30 seconds ends, and the set's time is never exceeded
        assertThat(of("tight", results).verdicts())
                .containsExactly(
                        Verdict.unknown(Reason.COMMAND_TIMED_OUT),
                        Verdict.unknown(Reason.EVALUATION_TIMED_OUT),
                        Verdict.unknown(Reason.EVALUATION_TIMED_OUT),
                        Verdict.unknown(Reason.EVALUATION_TIMED_OUT));
        assertThat(of("roomy", results).verdicts())
                .containsExactly(
                        Verdict.unknown(Reason.COMMAND_TIMED_OUT),
                        Verdict.unknown(Reason.COMMAND_TIMED_OUT),
                        Verdict.unknown(Reason.COMMAND_TIMED_OUT),
                        Verdict.passed());
        assertThat(Duration.ofNanos(clock.get())).isEqualTo(Duration.ofSeconds(45 + 60));
    }

    @Test
    void aDefectInOneCheckLeavesTheOthersAlone() {
        var result = scan(check("aaa", "f:/explodes -> r:x"), check("bbb", "c:ps -> r:^init$"));

        assertThat(result.verdicts()).containsExactly(Verdict.unknown(Reason.INTERNAL_ERROR), Verdict.passed());
        assertThat(result.evidence()).containsEntry("aaa", "evaluation failed: IllegalStateException");
    }

    @ParameterizedTest
    @CsvSource({
        "BROKEN, INTACT, INTACT, FILES_TRIPWIRE", "UNREADABLE, BROKEN, BROKEN, FILES_TRIPWIRE",
        "INTACT, BROKEN, BROKEN, PROCESSES_TRIPWIRE", "INTACT, UNREADABLE, INTACT, PROCESSES_TRIPWIRE",
        "INTACT, INTACT, BROKEN, NETWORK_TRIPWIRE", "INTACT, INTACT, UNREADABLE, NETWORK_TRIPWIRE",
    })
    void aTripwireThatIsNotIntactIsTheVerdictAndNothingIsEvaluated(
            State files, State processes, State network, Reason expected) {
        var all = check("aaa", Set.of(Facility.NETWORK, Facility.FILES, Facility.PROCESSES), "c:ps -> r:^init$");

        var result = scan(new Tripwires(files, processes, network), all);

        assertThat(result.verdicts()).containsExactly(Verdict.unknown(expected));
        assertThat(result.evidence()).isEmpty();
        assertThat(host.asked).isEmpty();
    }

    @Test
    void aTripwireOfAnotherFacilityDoesNotMatter() {
        var result = scan(new Tripwires(State.INTACT, State.BROKEN, State.BROKEN), check("aaa", "c:ps -> r:^init$"));

        assertThat(result.verdicts()).containsExactly(Verdict.passed());
    }

    @Test
    void evidenceHasOneMaskedLineForEachRule() {
        var result = scan(check("aaa", "f:/etc/x -> r:^password", "not c:ps -> r:^xmrig$"));

        assertThat(result.evidence()).containsEntry("aaa", "password: [masked]\nxmrig");
    }

    @Test
    void evidenceIsPrintableAndShort() {
        var result = scan(
                check("aaa", "c:latin -> r:a"),
                check("bbb", "c:long -> r:^ab", "c:long -> r:ab", "c:long -> r:b"),
                check("ccc", "c:ps -> r:nothing"));

        assertThat(result.evidence().get("aaa")).isEqualTo("a [31m\ufffd b");
        assertThat(result.evidence().get("bbb"))
                .hasSize(HostScan.MAX_EVIDENCE_CHARS)
                .endsWith("…");
        assertThat(result.evidence()).containsEntry("ccc", "no line matches");
    }

    @Test
    void equalHostsGiveEqualResults() {
        var checks = new CompiledCheck[] {check("aaa", "f:/etc/x -> r:two"), check("bbb", "c:ps -> r:^init$")};

        assertThat(scan(checks)).isEqualTo(scan(checks));
    }
}
