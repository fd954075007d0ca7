package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.UnsupportedPattern;
import dev.rampart.policy.regex.StepBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evaluates checks of one dialect on one host. Keeps what it read, so one instance is one scan. Not for several threads. */
public final class CheckEvaluator {

    private final Dialect dialect;
    private final RuleEvaluator rules;

    public CheckEvaluator(Dialect dialect, Host host, EngineSettings settings) {
        this.dialect = dialect;
        this.rules = RuleEvaluator.of(dialect, host, settings);
    }

    /** What became of a check. */
    public sealed interface Evaluation {
        record Evaluated(CheckResult result) implements Evaluation {}

        /** 4.x came to a rule that it cannot parse: this and all later checks have no result. */
        record Aborted(Rule.Unparsable at) implements Evaluation {}
    }

    /**
     * Rules are evaluated in order until one decides and is proven: with {@code all} one that is not found, with
     * {@code any} and {@code none} one that is found. The verdict is the engine's: that of the first rule that decides,
     * proven or not. (5.x goes on behind it; that changes no verdict.)
     */
    public Evaluation evaluate(Condition condition, List<Rule> all) {
        return evaluate(condition, all, false);
    }

    /** @param rulesDropped whether the engine dropped rules of the check at load: its verdict speaks of the rest only */
    Evaluation evaluate(Condition condition, List<Rule> all, boolean rulesDropped) {
        var results = new ArrayList<RuleResult>();
        boolean decided = false;
        for (var rule : all) {
            if (rule instanceof Rule.Unparsable u) {
                if (decided) {
                    continue; // The engine never came here.
                }
                return new Evaluation.Aborted(u);
            }
            var result = evaluate(rule);
            results.add(result);
            decided |= result.outcome() == deciding(condition);
            if (decided && result.isProven() && result.outcome() == deciding(condition)) {
                return evaluated(condition, results, Optional.empty());
            }
        }
        var doubts = results.stream().flatMap(r -> r.doubts().stream().sorted());
        var dropped = rulesDropped ? Stream.of(Doubt.RULE_NOT_SUPPORTED) : Stream.<Doubt>empty();
        return evaluated(condition, results, Stream.concat(doubts, dropped).findFirst());
    }

    /** One rule by itself, as {@link #evaluate(Condition, List)} sees it. */
    RuleResult evaluate(Rule rule) {
        try {
            var result = rules.evaluate(rule);
            return rule.hasValidPatterns() ? result : result.withDoubt(Doubt.PATTERN_NOT_VALID);
        } catch (StepBudget.Exhausted | StackOverflowError e) {
            return RuleResult.doubtful(Outcome.INVALID, Doubt.PATTERN_TOO_EXPENSIVE, "the pattern took too many steps");
        } catch (UnsupportedPattern e) {
            return RuleResult.doubtful(Outcome.INVALID, Doubt.RULE_NOT_SUPPORTED, "not evaluated: " + e.getMessage());
        }
    }

    private Evaluation evaluated(Condition condition, List<RuleResult> results, Optional<Doubt> doubt) {
        var engine = engine(condition, results);
        var why = engine == EngineVerdict.NOT_APPLICABLE ? why(results) : Reason.NONE;
        return new Evaluation.Evaluated(new CheckResult(engine, why, doubt, results));
    }

    private static Outcome deciding(Condition condition) {
        return condition == Condition.ALL ? Outcome.NOT_FOUND : Outcome.FOUND;
    }

    /** The engine's table: a deciding rule wins over one that was not run, that over an invalid one, that over the rest. */
    private EngineVerdict engine(Condition condition, List<RuleResult> results) {
        if (any(results, deciding(condition))) {
            return condition == Condition.ANY ? EngineVerdict.PASSED : EngineVerdict.FAILED;
        }
        if (any(results, Outcome.NOT_RUN)) {
            return EngineVerdict.NOT_RUN;
        }
        boolean noRules = dialect == Dialect.WAZUH_5 && results.isEmpty();
        if (noRules || any(results, Outcome.INVALID)) {
            return EngineVerdict.NOT_APPLICABLE;
        }
        return condition == Condition.ANY ? EngineVerdict.FAILED : EngineVerdict.PASSED;
    }

    private static boolean any(List<RuleResult> results, Outcome outcome) {
        return results.stream().anyMatch(r -> r.outcome() == outcome);
    }

    private static Reason why(List<RuleResult> results) {
        return results.stream()
                .filter(r -> r.outcome() == Outcome.INVALID)
                .findFirst()
                .map(RuleResult::why)
                .orElse(Reason.NO_RULES);
    }
}
