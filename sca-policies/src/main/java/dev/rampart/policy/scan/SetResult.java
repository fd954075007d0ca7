package dev.rampart.policy.scan;

import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What one run found for one check set.
 *
 * @param verdicts in the order of the set's checks, one for each
 * @param evidence by check id: one masked line per rule, at most {@value HostScan#MAX_EVIDENCE_CHARS} characters for a
 *     check; checks that were not evaluated have none. Iterates in the order of the set's checks
 */
public record SetResult(List<Verdict> verdicts, Map<String, String> evidence) {

    public SetResult {
        verdicts = List.copyOf(verdicts);
        evidence = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(evidence));
    }
}
