package dev.rampart.cli.scan;

import dev.rampart.policy.eval.PolicyResult.Aborted;
import dev.rampart.policy.eval.PolicyResult.Complete;
import dev.rampart.policy.eval.PolicyResult.RequirementsNotMet;

/** What is said of a policy as a whole, before and behind its checks. */
final class PolicyLines {

    private PolicyLines() {}

    static String title(PolicyReport report) {
        var policy = report.file().policy();
        return Printable.line(policy.id().isEmpty() ? report.file().name() : policy.id())
                + (policy.name().isEmpty() ? "" : "  " + Printable.line(policy.name()));
    }

    /** Empty when all checks were evaluated; else a line. */
    static String stage(PolicyReport report) {
        int total = report.tally().total();
        return switch (report.stage()) {
            case Complete _ -> "";
            case RequirementsNotMet _
            when report.isProven() ->
                "The policy's requirements are not met, so none of its " + total + " checks applies.\n";
            case RequirementsNotMet _ ->
                "None of the policy's " + total + " checks was evaluated, because "
                        + Printable.line(report.findings().getFirst().why()) + ".\n";
            case Aborted(var why) ->
                "Wazuh ends the scan of this policy at " + Printable.line(why)
                        + "; what comes behind it has no result.\n";
        };
    }

    static String summary(PolicyReport report) {
        var tally = report.tally();
        var score = tally.score();
        return "passed " + tally.passed() + ", failed " + tally.failed() + ", not applicable " + tally.notApplicable()
                + ", unknown " + tally.unknown()
                + (score.isPresent() ? "; score " + score.getAsInt() + " %\n" : "; no score\n");
    }
}
