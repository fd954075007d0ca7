package dev.rampart.cli.scan;

import dev.rampart.policy.eval.EngineVerdict;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What became of one check.
 *
 * @param why of a verdict that is not passed or failed, one clause; else empty
 * @param wazuh what the engine of the dialect reports; empty when it reports nothing
 * @param rules those that were evaluated, in order
 */
record Finding(Policy.Item item, Verdict verdict, String why, Optional<EngineVerdict> wazuh, List<RuleFinding> rules) {

    Finding {
        rules = List.copyOf(rules);
    }

    String id() {
        return item.id();
    }

    /** Empty when the check has none or is none that can be evaluated. */
    String title() {
        return item instanceof Policy.Check c ? c.title() : "";
    }

    String remediation() {
        return item instanceof Policy.Check c ? c.remediation() : "";
    }

    String word() {
        return switch (verdict) {
            case Verdict.Passed p -> "passed";
            case Verdict.Failed f -> "failed";
            case Verdict.NotApplicable n -> "not applicable";
            case Verdict.Unknown u -> "unknown";
        };
    }

    /** Whether Wazuh gives a verdict where we know none. */
    boolean differsFromWazuh() {
        return verdict instanceof Verdict.Unknown
                && wazuh.filter(w -> w != EngineVerdict.NOT_RUN).isPresent();
    }

    /** Rules that were not looked at, because those before decided. */
    int rulesNotEvaluated() {
        return rules.isEmpty() || !(item instanceof Policy.Check c)
                ? 0
                : c.rules().size() - rules.size();
    }

    /**
     * One rule.
     *
     * @param seen masked and short
     * @param doubts in words, why the outcome is not proven
     */
    record RuleFinding(Rule rule, String outcome, String seen, boolean builtIn, List<String> doubts) {
        RuleFinding {
            doubts = List.copyOf(doubts);
        }
    }
}
