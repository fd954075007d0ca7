package dev.rampart.e2e;

import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;

/** Counts, taken once from the report and once from what the nodes answered. */
final class Sums {

    private Sums() {}

    /** Fails when the report breaks its own sum rule. */
    static Counts ofReport(ComplianceReportStatus report) {
        var counts = Objects.requireNonNull(report.counts());
        if (counts.pass() + counts.fail() + counts.notApplicable() + counts.unknown() != counts.total()) {
            throw new AssertionError("pass + fail + notApplicable + unknown is not total: " + counts);
        }
        return counts;
    }

    static Counts ofNodes(KubernetesClient client, String policy, String... nodes) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = 0;
        var verdicts = new NodeVerdicts(client);
        for (var node : nodes) {
            for (var verdict : verdicts.of(node, policy).values()) {
                switch (verdict) {
                    case Verdict.Passed p -> pass++;
                    case Verdict.Failed f -> fail++;
                    case Verdict.NotApplicable n -> notApplicable++;
                    case Verdict.Unknown u -> unknown++;
                }
            }
        }
        return new Counts(pass, fail, notApplicable, unknown, pass + fail + notApplicable + unknown);
    }
}
