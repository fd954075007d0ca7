package dev.rampart.cli.scan;

import dev.rampart.cli.terminal.ExitCode;

/** What scripts may rely on: a failure outweighs what is unknown. */
final class ScanExit {

    /** Nothing fails, and something could not be proven. */
    static final int UNKNOWN = 3;

    /** As shells say of a program that SIGINT ended. */
    static final int INTERRUPTED = 130;

    private ScanExit() {}

    static int of(ScanReport report) {
        if (report.policies().stream().anyMatch(p -> p.tally().failed() > 0)) {
            return ExitCode.NOT_FINE;
        }
        return report.policies().stream().allMatch(PolicyReport::isProven) ? ExitCode.FINE : UNKNOWN;
    }
}
