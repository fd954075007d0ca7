package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.RuleParser4;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.Position;
import java.util.Arrays;

/** One check of dialect 4.14 with {@code regex_type: pcre2}, as the catalogue has them. */
record Evaluate(Host host, Limits limits) {

    static Evaluate on(Host host) {
        return new Evaluate(host, Limits.NODE);
    }

    Evaluate withSteps(long steps) {
        return new Evaluate(
                host,
                new Limits(
                        limits.commandTimeout(),
                        limits.maxOutputBytes(),
                        limits.maxFileBytes(),
                        limits.maxDirectoryEntries(),
                        steps));
    }

    CheckEvaluator.Evaluation evaluation(Condition condition, String... rules) {
        var parsed = Arrays.stream(rules)
                .map(r -> RuleParser4.parse(new Rule.Source(r, Position.START), RegexType.PCRE2))
                .toList();
        return new CheckEvaluator(Dialect.WAZUH_4_14, host, EngineSettings.defaults(limits))
                .evaluate(condition, parsed);
    }

    CheckResult check(Condition condition, String... rules) {
        return ((CheckEvaluator.Evaluation.Evaluated) evaluation(condition, rules)).result();
    }
}
