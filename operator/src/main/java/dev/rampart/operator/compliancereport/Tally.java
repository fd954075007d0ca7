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
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sums over every verdict of a policy, one per check and node. They are kept by check, never by verdict: 5,000 nodes
 * with 400 checks have two million verdicts, and the operator adds them up in a heap of a few dozen megabytes.
 */
final class Tally {

    static final int MAX_WORST = 50;
    private static final int MAX_EXAMPLES = 5;

    /** How one check went on all nodes that have it. */
    private static final class OfCheck {

        private int pass;
        private int fail;
        private int notApplicable;
        private int unknown;
        private final List<String> failingNodes = new ArrayList<>();

        void add(String node, Verdict verdict) {
            switch (verdict) {
                case Verdict.Passed p -> pass++;
                case Verdict.Failed f -> {
                    fail++;
                    if (failingNodes.size() < MAX_EXAMPLES) {
                        failingNodes.add(node);
                    }
                }
                case Verdict.NotApplicable n -> notApplicable++;
                case Verdict.Unknown u -> unknown++;
            }
        }
    }

    /** In the order of sets and checks, which is the same for the same nodes. */
    private final Map<Check, OfCheck> byCheck;

    private Tally(Map<Check, OfCheck> byCheck) {
        this.byCheck = byCheck;
    }

    /** @param view with its nodes by name: examples are the first of them */
    static Tally of(PolicyView view, Instant now) {
        var byCheck = new LinkedHashMap<Check, OfCheck>();
        var ofSets = new IdentityHashMap<PlannedSet, List<OfCheck>>();
        for (var node : view.nodes()) {
            for (var set : node.sets()) {
                // Asked once per set and not once per verdict: a check is hashed with all its texts.
                var ofSet = ofSets.computeIfAbsent(
                        set,
                        s -> s.checks().stream()
                                .map(check -> byCheck.computeIfAbsent(check, c -> new OfCheck()))
                                .toList());
                var verdicts = verdicts(node, set, now);
                for (int i = 0; i < set.size(); i++) {
                    ofSet.get(i).add(node.name(), verdicts.get(i));
                }
            }
        }
        return new Tally(byCheck);
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
        return counts(byCheck.values());
    }

    private static Counts counts(Collection<OfCheck> checks) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = 0;
        for (var check : checks) {
            pass += check.pass;
            fail += check.fail;
            notApplicable += check.notApplicable;
            unknown += check.unknown;
        }
        return new Counts(pass, fail, notApplicable, unknown, pass + fail + notApplicable + unknown);
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
        var byControl = new TreeMap<String, List<OfCheck>>();
        var ofFramework = new ArrayList<OfCheck>();
        byCheck.forEach((check, ofCheck) -> {
            var controls = direct(check, framework);
            if (!controls.isEmpty()) {
                ofFramework.add(ofCheck);
            }
            controls.forEach(
                    c -> byControl.computeIfAbsent(c, k -> new ArrayList<>()).add(ofCheck));
        });
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

    private static ControlCounts controls(Map<String, List<OfCheck>> byControl) {
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
        return byCheck.entrySet().stream()
                .filter(e -> e.getValue().fail > 0)
                .sorted(comparing((Map.Entry<Check, OfCheck> e) -> e.getKey().severity())
                        .thenComparingInt(e -> -e.getValue().fail)
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

    private static WorstCheck worst(Check check, OfCheck ofCheck, List<Framework> frameworks) {
        var controls = frameworks.stream()
                .flatMap(f -> direct(check, f).stream().map(c -> f.id() + ":" + c))
                .toList();
        return new WorstCheck(
                check.id(),
                check.title(),
                word(check.severity()),
                ofCheck.fail,
                List.copyOf(ofCheck.failingNodes),
                controls);
    }
}
