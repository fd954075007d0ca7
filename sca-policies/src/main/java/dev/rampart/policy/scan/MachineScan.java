package dev.rampart.policy.scan;

import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.eval.PolicyScan;
import dev.rampart.policy.eval.RuleResult;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Policy;
import java.util.function.Consumer;

/**
 * Evaluates whole policies on one host. All policies that one instance is given speak of the same moment: each file is
 * read and each command run at most once. Not for several threads.
 */
public final class MachineScan {

    private final PolicyScan scan;

    public MachineScan(Host host, EngineSettings settings) {
        this.scan = new PolicyScan(new OncePerRun(host), settings);
    }

    /**
     * @param onResult told of each result as it comes, in the order of the file; what it throws ends the scan and is
     *     passed on
     */
    public PolicyResult run(Policy policy, Consumer<PolicyResult.Entry> onResult) {
        return scan.run(policy, onResult);
    }

    /**
     * What a rule saw, fit to be shown and kept: one line, secrets masked, control characters blanked, at most
     * {@value Evidence#MAX_LINE_CHARS} characters; empty when there is nothing to show.
     */
    public static String shown(RuleResult rule) {
        return Evidence.line(rule.seen());
    }
}
