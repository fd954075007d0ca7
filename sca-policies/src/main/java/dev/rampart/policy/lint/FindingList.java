package dev.rampart.policy.lint;

import dev.rampart.policy.yaml.Position;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Collects the findings of one file. What an alias repeats is found once. */
final class FindingList {

    /** Of each severity: a file of nothing but mistakes must not fill the memory, nor warnings hide errors. */
    static final int MAX = 2_000;

    private record Repeated(LintCode code, String key) {}

    private record First(Position at, String message, String fix, Set<Position> places) {}

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<Repeated, First> repeated = new HashMap<>();
    private final Map<Severity, Integer> kept = new EnumMap<>(Severity.class);
    private int omitted;

    void add(LintCode code, Position at, String message, String fix) {
        var finding = new Finding(code, code.severity(), at, message, fix);
        if (findings.contains(finding)) {
            return;
        }
        if (kept.merge(finding.severity(), 1, Integer::sum) <= MAX) {
            findings.add(finding);
        } else {
            omitted++;
        }
    }

    /** For what a file does wrong as a whole: only the first place is shown, with the number of others. */
    void addOnce(LintCode code, String key, Position at, String message, String fix) {
        repeated.computeIfAbsent(new Repeated(code, key), k -> new First(at, message, fix, new HashSet<>()))
                .places()
                .add(at);
    }

    FileFindings in(String file) {
        repeated.forEach((of, first) -> {
            int more = first.places().size() - 1;
            add(
                    of.code(),
                    first.at(),
                    first.message()
                            + (more == 0 ? "" : " (and at " + more + (more == 1 ? " place" : " places") + " more)"),
                    first.fix());
        });
        repeated.clear();
        var sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::at)
                        .thenComparing(Finding::code)
                        .thenComparing(Finding::message))
                .toList();
        return new FileFindings(file, sorted, omitted);
    }
}
