package dev.rampart.policy.fuzz;

import dev.rampart.policy.eval.PolicyResult;
import java.util.Map;
import java.util.TreeMap;

/** What became of the inputs: fuzzing that only meets refusals proves nothing. For one thread. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void refused() {
        add("refused");
    }

    void scanned(PolicyResult result) {
        add("stage " + result.stage().getClass().getSimpleName());
        result.entries().forEach(e -> add(e.result().verdict().getClass().getSimpleName()));
        result.entries().forEach(e -> e.result().doubt().ifPresent(d -> add("doubt " + d)));
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    private void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
