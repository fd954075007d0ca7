package dev.rampart.cli.scan;

import dev.rampart.policy.model.Dialect;
import java.util.List;

/**
 * What a scan found.
 *
 * @param root of the machine that was looked at
 * @param explained whether rules are to be shown
 */
record ScanReport(Dialect dialect, String root, boolean explained, List<PolicyReport> policies) {

    ScanReport {
        policies = List.copyOf(policies);
    }
}
