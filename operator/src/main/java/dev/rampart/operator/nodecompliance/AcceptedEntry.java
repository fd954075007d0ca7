package dev.rampart.operator.nodecompliance;

import static java.util.Comparator.comparing;

import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.FailingCheck;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The entry of a NodeCompliance for a result that was accepted. */
final class AcceptedEntry {

    static final int MAX_FAILING = 40;

    private AcceptedEntry() {}

    /** @param before the node's entries so far, which say since when a check fails */
    static PolicyCompliance of(
            PlannedSet set, ScanResult result, List<Verdict> verdicts, List<PolicyCompliance> before) {
        var failing = failing(set, verdicts);
        var listed = failing.stream()
                .limit(MAX_FAILING)
                .map(c -> new FailingCheck(c.id(), since(set.policy(), c.id(), before, result.evaluatedAt())))
                .toList();
        var encoded = VerdictCodec.encode(verdicts);
        var counts = counts(verdicts);
        return new PolicyCompliance(
                set.policy(),
                set.digest(),
                result.evaluatedAt(),
                counts,
                NodeStatus.score(counts),
                listed,
                failing.size() - listed.size(),
                encoded.verdicts(),
                encoded.reasons(),
                result.tripwires());
    }

    private static List<Check> failing(PlannedSet set, List<Verdict> verdicts) {
        var failing = new ArrayList<Check>();
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Failed) {
                failing.add(set.checks().get(i));
            }
        }
        failing.sort(comparing(Check::severity).thenComparingInt(Check::number));
        return failing;
    }

    /** By policy and not by digest: an edited policy does not make an old failure young. */
    private static String since(String policy, String check, List<PolicyCompliance> before, String evaluatedAt) {
        return before.stream()
                .filter(p -> p.name().equals(policy) && p.failing() != null)
                .flatMap(p -> p.failing().stream())
                .filter(f -> f.check().equals(check))
                .map(FailingCheck::since)
                .findFirst()
                .orElse(evaluatedAt);
    }

    private static Counts counts(List<Verdict> verdicts) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = 0;
        for (var verdict : verdicts) {
            switch (verdict) {
                case Verdict.Passed p -> pass++;
                case Verdict.Failed f -> fail++;
                case Verdict.NotApplicable n -> notApplicable++;
                case Verdict.Unknown u -> unknown++;
            }
        }
        return new Counts(pass, fail, notApplicable, unknown, verdicts.size());
    }
}
