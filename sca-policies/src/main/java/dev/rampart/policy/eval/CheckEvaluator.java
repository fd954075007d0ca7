package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates checks on one host. Rules, and with them their patterns, are parsed once. Not for several threads. */
public final class CheckEvaluator {

    private final RuleEvaluator rules;
    private final Map<String, Rule> parsed = new HashMap<>();

    public CheckEvaluator(Host host) {
        this(host, StepBudget.STEPS_PER_RULE);
    }

    CheckEvaluator(Host host, long stepsPerRule) {
        this.rules = new RuleEvaluator(host, stepsPerRule);
    }

    /**
     * A check with a rule that is not understood is not evaluated at all. Otherwise rules are evaluated in order until
     * one decides and is proven: with {@code all} one that is not found, with {@code any} and {@code none} one that is
     * found. The verdict is the engine's: that of the first rule that decides, proven or not.
     *
     * @param texts not empty
     */
    public CheckResult evaluate(Condition condition, List<String> texts) {
        var results = new ArrayList<RuleResult>();
        var understood = texts.stream()
                .map(t -> parsed.computeIfAbsent(t, RuleParser::parse))
                .toList();
        for (var rule : understood) {
            if (rule instanceof Rule.Unsupported) {
                // The engine refuses a policy with such a rule, whatever the others say.
                return unsupported(rules.evaluate(rule));
            }
        }
        for (var rule : understood) {
            var result = rules.evaluate(rule);
            results.add(result);
            if (result.isProven() && result.outcome() == deciding(condition)) {
                return new CheckResult(engine(condition, results), Optional.empty(), results);
            }
        }
        var doubt = results.stream().flatMap(r -> r.doubts().stream().sorted()).findFirst();
        return new CheckResult(engine(condition, results), doubt, results);
    }

    private static CheckResult unsupported(RuleResult result) {
        return new CheckResult(
                Verdict.notApplicable(Reason.NONE), Optional.of(Doubt.RULE_NOT_SUPPORTED), List.of(result));
    }

    private static Outcome deciding(Condition condition) {
        return condition == Condition.ALL ? Outcome.NOT_FOUND : Outcome.FOUND;
    }

    /** The engine's table: a deciding rule wins over an invalid one, that over the rest. */
    private static Verdict engine(Condition condition, List<RuleResult> results) {
        boolean decided = results.stream().anyMatch(r -> r.outcome() == deciding(condition));
        if (decided) {
            return condition == Condition.ANY ? Verdict.passed() : Verdict.failed();
        }
        var invalid =
                results.stream().filter(r -> r.outcome() == Outcome.INVALID).findFirst();
        if (invalid.isPresent()) {
            return Verdict.notApplicable(invalid.get().why());
        }
        return condition == Condition.ANY ? Verdict.failed() : Verdict.passed();
    }
}
