package dev.rampart.policy.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckEvaluatorTest {

    private static final Map<String, FileRead> FILES = Map.of(
            "/yes", new FileRead.Content("yes\n".getBytes(ISO_8859_1), false),
            "/no", new FileRead.Content("no\n".getBytes(ISO_8859_1), false),
            "/denied", new FileRead.Denied("permission denied"),
            "/cut-yes", new FileRead.Content("yes\nhalf a li".getBytes(ISO_8859_1), true),
            "/cut-no", new FileRead.Content("no\nye".getBytes(ISO_8859_1), true));

    /** One rule for each thing that can come out of a rule. */
    private enum R {
        FOUND("f:/yes -> r:yes"),
        NOT_FOUND("f:/no -> r:yes"),
        INVALID("f:/missing -> r:yes"),
        DOUBT("f:/denied -> r:yes");

        private final String rule;

        R(String rule) {
            this.rule = rule;
        }
    }

    private static CheckResult evaluate(Condition condition, String... rules) {
        return evaluate(Map.of(), condition, rules);
    }

    private static CheckResult evaluate(
            Map<List<String>, CommandResult> commands, Condition condition, String... rules) {
        return Evaluate.on(new MemoryHost(FILES, commands)).withSteps(100_000).check(condition, rules);
    }

    private static CommandResult.Finished output(int exitCode, String text) {
        return new CommandResult.Finished(exitCode, text.getBytes(ISO_8859_1), false);
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void everyCombinationOfThreeRulesFollowsTheTable(Condition condition) {
        for (var a : R.values()) {
            for (var b : R.values()) {
                for (var c : R.values()) {
                    var outcomes = List.of(a, b, c);

                    var verdict = evaluate(condition, a.rule, b.rule, c.rule).verdict();

                    assertThat(verdict).as("%s %s", condition, outcomes).isEqualTo(expected(condition, outcomes));
                }
            }
        }
    }

    /** The table of Wazuh's conditions, and: a doubt touches every verdict that no proven rule decides. */
    private static Verdict expected(Condition condition, List<R> rules) {
        var deciding = condition == Condition.ALL ? R.NOT_FOUND : R.FOUND;
        var decided = condition == Condition.ANY ? Verdict.passed() : Verdict.failed();
        var undecided = condition == Condition.ANY ? Verdict.failed() : Verdict.passed();
        if (rules.contains(deciding)) {
            return decided;
        }
        if (rules.contains(R.DOUBT)) {
            return Verdict.unknown(Reason.PERMISSION_DENIED);
        }
        return rules.contains(R.INVALID) ? Verdict.notApplicable(Reason.FILE_MISSING) : undecided;
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void noAnswerToADoubtfulRuleCouldChangeAProvenVerdict(Condition condition) {
        for (var a : R.values()) {
            for (var b : R.values()) {
                var verdict = evaluate(condition, a.rule, b.rule).verdict();
                if (verdict instanceof Verdict.Unknown) {
                    continue;
                }
                var possible = new ArrayList<Verdict>();
                for (var x : a == R.DOUBT ? List.of(R.FOUND, R.NOT_FOUND, R.INVALID) : List.of(a)) {
                    for (var y : b == R.DOUBT ? List.of(R.FOUND, R.NOT_FOUND, R.INVALID) : List.of(b)) {
                        possible.add(evaluate(condition, x.rule, y.rule).verdict());
                    }
                }
                assertThat(possible).as("%s %s %s", condition, a, b).containsOnly(verdict);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f:/yes              |Passed", "f:/missing          |Failed", "not f:/yes          |Failed",
                "not f:/missing      |Passed", "NOT f:/missing      |Passed", "f:/missing,/yes     |Passed",
                "f:/missing -> r:x   |NotApplicable", "not f:/missing -> r:x|NotApplicable",
                        "f:/yes -> YES       |Passed",
                "f:/yes -> ye        |Failed", "f:/yes -> !r:no     |Passed", "f:/yes -> r:y && r:s|Passed",
                "f:/yes -> r:y && !r:s|Failed", "f:/yes -> r:YES     |Failed", "f:/no,/yes -> r:^yes$|Passed",
                "not f:/no,/missing -> r:yes|NotApplicable",
            })
    void fileRules(String rule, String expected) {
        assertThat(evaluate(Condition.ALL, rule).verdict().getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c:echo 0600 -> r:^0[0246]00$|Passed",
                "c:echo 0644 -> r:^0[0246]00$|Failed",
                "not c:echo 0644 -> r:^0[0246]00$|Passed",
                "c:echo 127 -> r:.*|NotApplicable",
                "not c:echo 127 -> r:.*|NotApplicable",
                "c:absent -> r:x|NotApplicable",
                "c:echo n4 -> n:^n (\\d+) compare <= 4|Passed",
                "c:echo n4 -> n:^n (\\d+) compare > 4|Failed",
                // The empty line that follows the last line feed has no number and so is a plain no.
                "c:echo nx -> n:^n (\\S+) compare <= 4|Failed",
                // And it satisfies a lone negation.
                "c:echo 0600 -> !r:0600|Passed",
                "c:silent -> r:^$|Passed",
                "c:silent -> r:.|Failed",
            })
    void commandRules(String rule, String expected) {
        var commands = Map.<List<String>, CommandResult>of(
                List.of("echo", "0600"), output(0, "0600\n"),
                List.of("echo", "0644"), output(1, "0644\n"),
                List.of("echo", "127"), output(127, "sh: 1: x: not found\n"),
                List.of("echo", "n4"), output(0, "n 4\n"),
                List.of("echo", "nx"), output(0, "n x\n"),
                List.of("silent"), output(0, ""));

        assertThat(evaluate(commands, Condition.ALL, rule).verdict().getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "not-started, COMMAND_NOT_STARTED",
        "endless, COMMAND_TIMED_OUT",
        "cut, OUTPUT_TRUNCATED",
        "systemctl a, SERVICE_MANAGER_UNREACHABLE",
        "systemctl b, SERVICE_MANAGER_UNREACHABLE",
        "systemctl c, SERVICE_MANAGER_UNREACHABLE",
    })
    void aCommandThatProvesNothingIsUnknownInEitherDirection(String command, Reason expected) {
        var commands = Map.<List<String>, CommandResult>of(
                List.of("not-started"),
                new CommandResult.NotStarted("chroot: cannot change root directory"),
                List.of("endless"),
                new CommandResult.TimedOut(),
                List.of("cut"),
                new CommandResult.Finished(137, "active\n".getBytes(ISO_8859_1), true),
                List.of("systemctl", "a"),
                output(0, "Running in chroot, ignoring command 'is-active'\n"),
                List.of("systemctl", "b"),
                output(1, "Failed to connect to bus: No such file or directory\nactive\n"),
                List.of("systemctl", "c"),
                output(1, "System has not been booted with systemd as init system\n"));

        for (var rule : List.of("c:" + command + " -> r:^active$", "not c:" + command + " -> r:^active$")) {
            for (var condition : Condition.values()) {
                assertThat(evaluate(commands, condition, rule).verdict()).isEqualTo(Verdict.unknown(expected));
            }
        }
    }

    @Test
    void anAbsentProgramIsNotApplicableButProvesNoAbsence() {
        assertThat(evaluate(Condition.ALL, "c:absent -> r:x").verdict())
                .isEqualTo(Verdict.notApplicable(Reason.COMMAND_SAYS_NOT_APPLICABLE));
        assertThat(evaluate(Condition.ALL, "not c:absent -> r:x").verdict())
                .isEqualTo(Verdict.unknown(Reason.COMMAND_NOT_STARTED));
    }

    @Test
    void theEnginesVerdictIsKeptBesideTheDoubt() {
        var result = evaluate(Condition.ALL, "f:/cut-no -> r:yes");

        assertThat(result.engine()).isEqualTo(EngineVerdict.FAILED);
        assertThat(result.doubt()).contains(Doubt.OUTPUT_TRUNCATED);
    }

    @Test
    void whatWasFoundBeforeTheCutIsFound() {
        assertThat(evaluate(Condition.ALL, "f:/cut-yes -> r:^yes$").verdict()).isEqualTo(Verdict.passed());
        assertThat(evaluate(Condition.ALL, "f:/cut-no -> r:^ye$").verdict())
                .as("half a line is no line")
                .isEqualTo(Verdict.unknown(Reason.OUTPUT_TRUNCATED));
    }

    /** Wazuh lets every one of these pass in one direction or the other, whatever is on the host. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f:/yes -> r:( | PATTERN_NOT_VALID",
                "f:/yes -> r:yes && n:x compare | PATTERN_NOT_VALID",
                "f:/yes -> n:(x) > 1 | PATTERN_NOT_VALID",
                "f:/yes -> n:(x) compare ~ 1 | PATTERN_NOT_VALID",
                "f:/yes -> n:(x) compare > | PATTERN_NOT_VALID",
                "f:/yes -> n:(x) compare > 99999999999999999999 | PATTERN_NOT_VALID",
                "f:/yes -> r:(?R) | RULE_NOT_SUPPORTED",
                "c:yes | NOTHING_LOOKED_AT",
                "c: -> r:x | COMMAND_NOT_STARTED",
            })
    void aRuleThatProvesNothingIsUnknownInEitherDirection(String rule, Reason expected) {
        for (var condition : Condition.values()) {
            for (var text : List.of(rule, "not " + rule)) {
                assertThat(evaluate(condition, text).verdict()).as(text).isEqualTo(Verdict.unknown(expected));
            }
        }
    }

    @Test
    void theScanStopsAtARuleWithoutAKnownTypeUnlessTheCheckIsDecidedBefore() {
        var host = new MemoryHost(FILES, Map.of());

        assertThat(Evaluate.on(host).evaluation(Condition.ALL, "f:/yes", "foo:bar"))
                .isInstanceOf(CheckEvaluator.Evaluation.Aborted.class);
        assertThat(Evaluate.on(host).check(Condition.ANY, "f:/yes", "foo:bar").verdict())
                .isEqualTo(Verdict.passed());
        assertThat(Evaluate.on(host)
                        .check(Condition.ALL, "f:/denied -> r:x", "f:/no -> r:yes", "foo:bar")
                        .verdict())
                .isEqualTo(Verdict.failed());
    }

    private static final MemoryHost UNEVEN = MemoryHost.builder()
            .file("/long", "short\n" + " ".repeat(2040) + "PermitRootLogin yes\n")
            .file("/nul", "open\0hidden\n")
            .command(List.of("many"), 0, "line\n".repeat(298) + "bad\nend\n")
            .command(List.of("nul"), 0, "open\0hidden\n")
            .process(7, "init", "/sbin/init")
            .process(40_000, "miner", "/tmp/miner")
            .build();

    /** What 4.14 passes because it looks at pieces of a text, or at low process ids only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not f:/long -> r:PermitRootLogin|OUTPUT_TRUNCATED",
                "f:/long -> r:^ootLogin|OUTPUT_TRUNCATED",
                "not f:/nul -> r:hidden|OUTPUT_TRUNCATED",
                "f:/nul -> r:^open$|OUTPUT_TRUNCATED",
                "not c:many -> r:^bad$|OUTPUT_TRUNCATED",
                "not c:nul -> r:hidden|OUTPUT_TRUNCATED",
                "not p:miner|PROCESSES_NOT_LISTED",
                "not p:r:^mine|PROCESSES_NOT_LISTED",
            })
    void whatTheEngineDoesNotLookAtIsUnknown(String rule, Reason reason) {
        var result = Evaluate.on(UNEVEN).check(Condition.ALL, rule);

        assertThat(result.engine()).isEqualTo(EngineVerdict.PASSED);
        assertThat(result.verdict()).isEqualTo(Verdict.unknown(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "f:/long -> r:^short$",
        "c:many -> r:^line$",
        "not p:absent",
        "p:init",
    })
    void whatStandsInALineOfItsOwnIsProven(String rule) {
        assertThat(Evaluate.on(UNEVEN).check(Condition.ALL, rule).verdict()).isEqualTo(Verdict.passed());
    }
}
