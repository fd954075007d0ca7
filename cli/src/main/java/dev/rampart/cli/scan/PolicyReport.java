package dev.rampart.cli.scan;

import dev.rampart.policy.eval.PolicyResult.Stage;
import dev.rampart.policy.eval.Summary;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found for one policy.
 *
 * @param findings one for each check of the file that was asked for, in its order
 * @param requirements rules of the policy's requirements; empty when it has none
 * @param wazuh what a 4.x agent would send as summary; empty in 5.x, when requirements are not met, and when only some
 *     checks were asked for
 */
record PolicyReport(
        PolicyFile file,
        Stage stage,
        List<Finding> findings,
        List<Finding.RuleFinding> requirements,
        Tally tally,
        Optional<Summary> wazuh) {

    PolicyReport {
        findings = List.copyOf(findings);
        requirements = List.copyOf(requirements);
    }

    boolean isProven() {
        return tally.unknown() == 0;
    }
}
