package dev.rampart.operator.compliancereport;

import static java.util.Comparator.comparing;

import dev.rampart.crds.v1alpha1.ControlCounts;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkScore;
import dev.rampart.crds.v1alpha1.WorstCheck;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.view.NodeView;
import dev.rampart.operator.view.PolicyView;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.Mapping;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Severity;
import dev.rampart.policy.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every verdict of a policy, one per check and node, and the sums over them. */
record Tally(List<Entry> entries) {

    static final int MAX_WORST = 50;
    private static final int MAX_EXAMPLES = 5;

    /** One verdict. A check that is in the set of two nodes has two. */
    record Entry(String node, Check check, Verdict verdict) {}

    Tally {
        entries = List.copyOf(entries);
    }

    static Tally of(PolicyView view, Instant now) {
        var entries = new ArrayList<Entry>();
        for (var node : view.nodes()) {
            for (var set : node.sets()) {
                var verdicts = verdicts(node, set, now);
                for (int i = 0; i < set.size(); i++) {
                    entries.add(new Entry(node.name(), set.checks().get(i), verdicts.get(i)));
                }
            }
        }
        return new Tally(entries);
    }

    private static List<Verdict> verdicts(NodeView node, PlannedSet set, Instant now) {
        var accepted = node.accepted(set);
        if (accepted.isEmpty()) {
            return Collections.nCopies(set.size(), Verdict.unknown(Reason.RESULT_MISSING));
        }
        if (node.isStale(now)) {
            return Collections.nCopies(set.size(), Verdict.unknown(Reason.STALE));
        }
        var entry = accepted.get();
        var reasons = entry.reasons() == null ? "" : entry.reasons();
        try {
            return VerdictCodec.decode(new VerdictCodec.Encoded(entry.verdicts(), reasons), set.size());
        } catch (IllegalArgumentException e) {
            // Somebody but the operator wrote the status; the next evaluation puts it right.
            return Collections.nCopies(set.size(), Verdict.unknown(Reason.RESULT_MISSING));
        }
    }

    Counts counts() {
        return counts(entries);
    }

    private static Counts counts(List<Entry> entries) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = 0;
        for (var entry : entries) {
            switch (entry.verdict()) {
                case Verdict.Passed p -> pass++;
                case Verdict.Failed f -> fail++;
                case Verdict.NotApplicable n -> notApplicable++;
                case Verdict.Unknown u -> unknown++;
            }
        }
        return new Counts(pass, fail, notApplicable, unknown, entries.size());
    }

    /** floor(100 * pass / (pass + fail)); 0 while nothing is decided. */
    static int score(Counts counts) {
        var decided = counts.pass() + counts.fail();
        return decided == 0 ? 0 : (int) (100L * counts.pass() / decided);
    }

    /** floor(100 * decided or not applicable / total); 0 without checks. */
    static int coverage(Counts counts) {
        var known = counts.pass() + counts.fail() + counts.notApplicable();
        return counts.total() == 0 ? 0 : (int) (100L * known / counts.total());
    }

    /** Only direct mappings speak for a control. */
    FrameworkScore score(Framework framework) {
        var byControl = new TreeMap<String, List<Entry>>();
        var ofFramework = new ArrayList<Entry>();
        for (var entry : entries) {
            var controls = direct(entry.check(), framework);
            if (!controls.isEmpty()) {
                ofFramework.add(entry);
            }
            controls.forEach(
                    c -> byControl.computeIfAbsent(c, k -> new ArrayList<>()).add(entry));
        }
        return new FrameworkScore(
                FrameworkName.valueOf(framework.name()),
                framework.version(),
                score(counts(ofFramework)),
                controls(byControl));
    }

    private static List<String> direct(Check check, Framework framework) {
        return check.mappings().stream()
                .filter(m -> m.framework() == framework && m.strength() == Mapping.Strength.DIRECT)
                .map(Mapping::control)
                .distinct()
                .toList();
    }

    private static ControlCounts controls(Map<String, List<Entry>> byControl) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = 0;
        for (var ofControl : byControl.values()) {
            var counts = counts(ofControl);
            if (counts.fail() > 0) {
                fail++;
            } else if (counts.unknown() > 0) {
                unknown++;
            } else if (counts.pass() > 0) {
                pass++;
            } else {
                notApplicable++;
            }
        }
        return new ControlCounts(pass, fail, notApplicable, unknown);
    }

    /** Failing checks, most severe first, then by number of nodes, then by the catalogue's order; not cut. */
    List<WorstCheck> failing(List<Framework> frameworks) {
        Map<Check, List<String>> nodes = entries.stream()
                .filter(e -> e.verdict() instanceof Verdict.Failed)
                .collect(Collectors.groupingBy(Entry::check, Collectors.mapping(Entry::node, Collectors.toList())));
        return nodes.entrySet().stream()
                .sorted(comparing(
                                (Map.Entry<Check, List<String>> e) -> e.getKey().severity())
                        .thenComparingInt(e -> -e.getValue().size())
                        .thenComparingInt(e -> e.getKey().number()))
                .map(e -> worst(e.getKey(), e.getValue(), frameworks))
                .toList();
    }

    static boolean isCritical(WorstCheck check) {
        return check.severity().equals(word(Severity.CRITICAL));
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static WorstCheck worst(Check check, List<String> nodes, List<Framework> frameworks) {
        var controls = frameworks.stream()
                .flatMap(f -> direct(check, f).stream().map(c -> f.id() + ":" + c))
                .toList();
        return new WorstCheck(
                check.id(),
                check.title(),
                word(check.severity()),
                nodes.size(),
                nodes.stream().sorted().limit(MAX_EXAMPLES).toList(),
                controls);
    }
}
