package dev.rampart.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.eval.CheckResult;
import dev.rampart.policy.eval.Doubt;
import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.eval.EngineVerdict;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.eval.PolicyScan;
import dev.rampart.policy.eval.RuleResult;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.pattern.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** What holds for every input. */
final class Invariants {

    /** Every one of so many inputs is loaded and scanned twice. */
    private static final int REPEATED = 5;

    private static final Limits TIGHT = new Limits(Duration.ofSeconds(1), 40, 40, 2, 3_000);

    private final Stopwatch watch;
    private final Tally tally;

    Invariants(Stopwatch watch, Tally tally) {
        this.watch = watch;
        this.tally = tally;
    }

    void hold(FuzzInput input) {
        for (var dialect : Dialect.values()) {
            hold(input, dialect);
        }
    }

    private void hold(FuzzInput input, Dialect dialect) {
        var loading = new PolicyReader(dialect).read(input.bytes());
        switch (loading) {
            case Loading.Refused r -> tally.refused();
            case Loading.Loaded(var policy, var ignored) -> {
                var result = timed(policy, input);
                tally.scanned(result);
                consistent(result);
                negationTurns(input.rules(), result);
                tightLimitsProveNothingElse(result, scan(policy, input, TIGHT));
                if (input.number() % REPEATED == 0) {
                    sameAgain(input, dialect, result);
                }
            }
        }
    }

    private static void sameAgain(FuzzInput input, Dialect dialect, PolicyResult result) {
        assertThat(new PolicyReader(dialect).read(input.bytes()))
                .as("the same bytes load again")
                .isInstanceOfSatisfying(
                        Loading.Loaded.class,
                        again -> assertThat(lines(scan(again.policy(), input, Limits.NODE)))
                                .as("the same scan gives the same results")
                                .isEqualTo(lines(result)));
    }

    private PolicyResult timed(Policy policy, FuzzInput input) {
        watch.start();
        return new PolicyScan(input.host(), EngineSettings.defaults(Limits.NODE))
                .run(policy, e -> watch.lap(input.number(), e.result().rules().size()));
    }

    private static PolicyResult scan(Policy policy, FuzzInput input, Limits limits) {
        return new PolicyScan(input.host(), EngineSettings.defaults(limits)).run(policy, e -> {});
    }

    private static List<String> lines(PolicyResult result) {
        return result.entries().stream()
                .map(e -> e.check().id() + " " + e.result().engine() + " "
                        + e.result().why() + " " + e.result().verdict())
                .toList();
    }

    private static void consistent(PolicyResult result) {
        var summary = result.summary();
        assertThat(summary.passed() + summary.failed() + summary.invalid())
                .as("every result but the timed out ones is counted once")
                .isEqualTo((int) result.entries().stream()
                        .filter(e -> e.result().engine() != EngineVerdict.NOT_RUN)
                        .count());
        assertThat(summary.score()).isBetween(0f, 100f);
        if (result.stage() instanceof PolicyResult.RequirementsNotMet) {
            assertThat(result.entries())
                    .as("nothing passes or fails without its requirements")
                    .allMatch(e -> e.result().engine() == EngineVerdict.NOT_APPLICABLE
                            || e.result().engine() == EngineVerdict.NOT_RUN);
            return;
        }
        result.entries().forEach(e -> consistent(e.check(), e.result()));
    }

    private static void consistent(Policy.Check check, CheckResult result) {
        if (result.verdict().equals(Verdict.passed())) {
            assertThat(result.engine()).isEqualTo(EngineVerdict.PASSED);
            assertThat(result.doubt()).isEmpty();
            assertThat(isProof(check, result.rules())).as("Passed is proven").isTrue();
        }
        boolean decides = result.rules().stream().anyMatch(r -> r.outcome() == deciding(check.condition()));
        var expected = decides
                ? check.condition() == Condition.ANY ? EngineVerdict.PASSED : EngineVerdict.FAILED
                : openVerdict(check, result.rules());
        assertThat(result.engine())
                .as("verdict follows from the rules of check %s", check.id())
                .isEqualTo(expected);
    }

    private static EngineVerdict openVerdict(Policy.Check check, List<RuleResult> rules) {
        if (rules.stream().anyMatch(r -> r.outcome() == Outcome.NOT_RUN)) {
            return EngineVerdict.NOT_RUN;
        }
        if (rules.isEmpty() || rules.stream().anyMatch(r -> r.outcome() == Outcome.INVALID)) {
            return EngineVerdict.NOT_APPLICABLE;
        }
        return check.condition() == Condition.ANY ? EngineVerdict.FAILED : EngineVerdict.PASSED;
    }

    private static Outcome deciding(Condition condition) {
        return condition == Condition.ALL ? Outcome.NOT_FOUND : Outcome.FOUND;
    }

    private static boolean isProof(Policy.Check check, List<RuleResult> rules) {
        return switch (check.condition()) {
            case ALL -> rules.stream().allMatch(r -> r.isProven() && r.outcome() == Outcome.FOUND);
            case ANY -> rules.stream().anyMatch(r -> r.isProven() && r.outcome() == Outcome.FOUND);
            case NONE -> rules.stream().allMatch(r -> r.isProven() && r.outcome() == Outcome.NOT_FOUND);
        };
    }

    /** {@code not} before a rule turns passed and failed, and nothing else. */
    private static void negationTurns(List<Integer> pairs, PolicyResult result) {
        var verdicts = new HashMap<String, EngineVerdict>();
        result.entries().forEach(e -> verdicts.put(e.check().id(), e.result().engine()));
        for (int id : pairs) {
            var plain = verdicts.get(String.valueOf(id));
            var negated = verdicts.get(String.valueOf(id + 1));
            if (plain != null && negated != null && !(result.stage() instanceof PolicyResult.RequirementsNotMet)) {
                var turned = switch (plain) {
                    case PASSED -> EngineVerdict.FAILED;
                    case FAILED -> EngineVerdict.PASSED;
                    case NOT_APPLICABLE, NOT_RUN -> plain;
                };
                assertThat(negated).as("negation of check %s", id).isEqualTo(turned);
            }
        }
    }

    /** What is proven from the beginning of a file, an output or a folder is what the whole of it says. */
    private static void tightLimitsProveNothingElse(PolicyResult full, PolicyResult tight) {
        int shared = Math.min(full.entries().size(), tight.entries().size());
        for (int i = 0; i < shared; i++) {
            var cut = tight.entries().get(i);
            var whole = full.entries().get(i);
            if (cut.result().doubt().isEmpty()
                    && whole.result()
                            .doubt()
                            .filter(d -> d == Doubt.PATTERN_TOO_EXPENSIVE)
                            .isEmpty()) {
                assertThat(cut.result().engine())
                        .as(
                                "check %s, claimed as proven under tight limits: %s",
                                cut.check().id(), cut.result())
                        .isEqualTo(whole.result().engine());
            }
        }
    }
}
