package dev.rampart.policy.scan;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evaluates check sets on one host. */
public final class HostScan {

    public static final int MAX_EVIDENCE_CHARS = 240;

    public HostScan(Host host) {}

    /**
     * One run over all sets that are due. Equal checks of several sets are evaluated once, each file is read and each
     * command run at most once. A check that goes wrong is Unknown and the rest goes on; nothing is thrown for what is
     * found on the host.
     *
     * @param setsByDigest not empty
     * @return by the same digests
     */
    public Map<String, SetResult> run(Map<String, CheckSet> setsByDigest, Tripwires tripwires) {
        var results = new LinkedHashMap<String, SetResult>();
        setsByDigest.forEach((digest, set) -> results.put(
                digest,
                new SetResult(
                        set.checks().stream()
                                .map(c -> Verdict.unknown(Reason.NOT_EVALUATED))
                                .toList(),
                        Map.of())));
        return results;
    }
}
