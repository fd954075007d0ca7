package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Dialect;

/** Answers one rule on one host, as one dialect does. */
interface RuleEvaluator {

    /** The rule's own negation is applied. */
    RuleResult evaluate(Rule rule);

    static RuleEvaluator of(Dialect dialect, Host host, EngineSettings settings) {
        return switch (dialect) {
            case WAZUH_4_14 -> new RuleEvaluator4(host, settings);
            case WAZUH_5 -> new RuleEvaluator5(host, settings);
        };
    }
}
