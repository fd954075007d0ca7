package dev.rampart.policy.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns at their limits: numbers, bytes, steps and stack. */
class PatternLimitsTest {

    private static CheckResult evaluate(
            Map<List<String>, CommandResult> commands, Condition condition, String... rules) {
        return Evaluate.on(new MemoryHost(Map.of(), commands)).check(condition, rules);
    }

    private static CommandResult.Finished output(int exitCode, String text) {
        return new CommandResult.Finished(exitCode, text.getBytes(ISO_8859_1), false);
    }

    @Test
    void numbersReachToTheEndsOfSixtyFourBits() {
        var commands = Map.<List<String>, CommandResult>of(
                List.of("echo", "max"), output(0, "v 9223372036854775807\n"),
                List.of("echo", "over"), output(0, "v 9223372036854775808"));
        var greater = " -> n:^v (\\d+) compare > 9223372036854775806";

        assertThat(evaluate(commands, Condition.ALL, "c:echo max" + greater).verdict())
                .isEqualTo(Verdict.passed());
        assertThat(evaluate(commands, Condition.ALL, "c:echo over" + greater).verdict())
                .isEqualTo(Verdict.notApplicable(Reason.VALUE_NOT_A_NUMBER));
    }

    @Test
    void aLetterBeyondAsciiInARuleMatchesItsBytes() {
        var content = new FileRead.Content("na\u00efve caf\u00e9\n".getBytes(UTF_8), false);
        var evaluator = Evaluate.on(new MemoryHost(Map.of("/u", content), Map.of()));

        assertThat(evaluator
                        .check(Condition.ALL, "f:/u -> r:caf\u00e9$", "f:/u -> NA\u00efve caf\u00e9")
                        .verdict())
                .isEqualTo(Verdict.passed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(.*a){20}$", "(a+)+b\\1", "(.*)(.*)(.*)(.*)(.*)a$"})
    void anExpensivePatternIsUnknown(String pattern) {
        var line = new FileRead.Content(("a".repeat(1500) + "!\n").getBytes(ISO_8859_1), false);
        var evaluator =
                Evaluate.on(new MemoryHost(Map.of("/long", line), Map.of())).withSteps(1_000_000);

        for (var rule : List.of("f:/long -> r:" + pattern, "not f:/long -> r:" + pattern)) {
            assertThat(evaluator.check(Condition.ALL, rule).verdict())
                    .isEqualTo(Verdict.unknown(Reason.PATTERN_TOO_EXPENSIVE));
        }
    }

    @Test
    void aPatternThatNeedsTooMuchStackIsUnknown() {
        var output = Map.<List<String>, CommandResult>of(List.of("big"), output(0, "ab".repeat(400_000)));
        var evaluator = Evaluate.on(new MemoryHost(Map.of(), output));

        assertThat(evaluator.check(Condition.ALL, "not c:big -> r:^(a|b|ab)*$").verdict())
                .isEqualTo(Verdict.unknown(Reason.PATTERN_TOO_EXPENSIVE));
    }

    @Test
    void bytesThatAreNoTextAreMatchedAsBytes() {
        var content = new FileRead.Content(new byte[] {(byte) 0xff, 'x', (byte) 0xc3, '\n', 'y', 0, 'z', '\n'}, false);
        var evaluator = Evaluate.on(new MemoryHost(Map.of("/b", content), Map.of()));

        assertThat(evaluator.check(Condition.ALL, "f:/b -> r:^.x\\xC3$").verdict())
                .isEqualTo(Verdict.passed());
        assertThat(evaluator.check(Condition.ALL, "f:/b -> r:^y$").engine()).isEqualTo(EngineVerdict.PASSED);
    }
}
