package dev.rampart.cli.scan;

import dev.rampart.cli.scan.Finding.RuleFinding;
import dev.rampart.policy.eval.CheckResult;
import dev.rampart.policy.eval.Doubt;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.eval.PolicyResult.Aborted;
import dev.rampart.policy.eval.PolicyResult.Complete;
import dev.rampart.policy.eval.PolicyResult.Entry;
import dev.rampart.policy.eval.PolicyResult.RequirementsNotMet;
import dev.rampart.policy.eval.RuleResult;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.Policy.Requirements;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.scan.MachineScan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * From what the engine says to what is reported: every check of a file is in the sum, those too of which the engine says
 * nothing. Nothing is taken for fine because it was not looked at.
 */
final class PolicyReports {

    private PolicyReports() {}

    /** @param whole whether all checks of the file were asked for */
    static PolicyReport of(PolicyFile file, PolicyResult result, boolean whole) {
        var results = new IdentityHashMap<Policy.Item, CheckResult>();
        for (Entry entry : result.entries()) {
            results.put(entry.check(), entry.result());
        }
        var findings = result.policy().checks().stream()
                .map(item -> finding(item, Optional.ofNullable(results.get(item)), result))
                .toList();
        boolean summarised = whole
                && file.policy().dialect() == Dialect.WAZUH_4_14
                && !(result.stage() instanceof RequirementsNotMet);
        return new PolicyReport(
                file,
                result.stage(),
                findings,
                requirements(result),
                Tally.of(findings),
                summarised ? Optional.of(result.summary()) : Optional.empty());
    }

    private static Finding finding(Policy.Item item, Optional<CheckResult> result, PolicyResult policy) {
        if (item instanceof Policy.Check check && result.isPresent()) {
            var r = result.get();
            return new Finding(
                    check,
                    r.verdict(),
                    dropped(check, r)
                            ? "Wazuh drops a rule of the check, and its verdict is about the rest"
                            : why(r.verdict()),
                    check.reported() ? Optional.of(r.engine()) : Optional.empty(),
                    rules(check.rules(), r.rules()));
        }
        return silent(item, policy);
    }

    /** Whether nothing but that is in doubt. */
    private static boolean dropped(Policy.Check check, CheckResult result) {
        return check.rulesDropped()
                && result.doubt().equals(Optional.of(Doubt.RULE_NOT_SUPPORTED))
                && result.rules().stream().allMatch(RuleResult::isProven);
    }

    /** Of a check that the engine says nothing about. */
    private static Finding silent(Policy.Item item, PolicyResult policy) {
        return switch (policy.stage()) {
            case RequirementsNotMet r -> unmet(item, policy);
            case Aborted(var why) -> unknown(item, "the scan ended at " + why);
            case Complete c ->
                unknown(
                        item,
                        item instanceof Policy.Skipped s ? "Wazuh passes over it: " + s.why() : "it has no result");
        };
    }

    /** 4.x says nothing about a policy whose requirements are not met. That they are not must itself be proven. */
    private static Finding unmet(Policy.Item item, PolicyResult policy) {
        var requirements = policy.requirements();
        boolean known =
                policy.policy().requirements().flatMap(Requirements::condition).isPresent();
        if (requirements.isEmpty() || !known) {
            return unknown(item, "the policy's requirements cannot be evaluated");
        }
        var doubt = requirements.get().doubt();
        if (doubt.isPresent()) {
            return unknown(
                    item,
                    "whether requirements are met is not proven: "
                            + doubt.get().reason().text());
        }
        var verdict = Verdict.notApplicable(Reason.REQUIREMENTS_NOT_MET);
        return new Finding(item, verdict, why(verdict), Optional.empty(), List.of());
    }

    private static Finding unknown(Policy.Item item, String why) {
        return new Finding(item, Verdict.unknown(Reason.NOT_EVALUATED), why, Optional.empty(), List.of());
    }

    private static String why(Verdict verdict) {
        return verdict.reason() == Reason.NONE ? "" : verdict.reason().text();
    }

    private static List<RuleFinding> requirements(PolicyResult result) {
        var rules = result.policy().requirements().map(Requirements::rules).orElse(List.of());
        return result.requirements().map(r -> rules(rules, r.rules())).orElse(List.of());
    }

    /** Results are those of the rules from the first on; 4.x passes over rules behind the deciding one that it cannot parse. */
    private static List<RuleFinding> rules(List<Rule> rules, List<RuleResult> results) {
        var findings = new ArrayList<RuleFinding>();
        var parsed = rules.stream().filter(r -> !(r instanceof Rule.Unparsable)).iterator();
        for (var result : results) {
            findings.add(new RuleFinding(
                    parsed.next(),
                    outcome(result.outcome()),
                    MachineScan.shown(result),
                    result.builtIn(),
                    result.doubts().stream()
                            .sorted()
                            .map(d -> d.reason().text())
                            .toList()));
        }
        return findings;
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case FOUND -> "holds";
            case NOT_FOUND -> "does not hold";
            case INVALID -> "not applicable";
            case NOT_RUN -> "not run";
        };
    }
}
