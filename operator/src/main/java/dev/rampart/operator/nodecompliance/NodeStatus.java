package dev.rampart.operator.nodecompliance;

import dev.rampart.crds.v1alpha1.Binding;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The status of a NodeCompliance from its entries. */
final class NodeStatus {

    private static final String SOURCE = "Scanner";

    private NodeStatus() {}

    /**
     * @param machineID null while nobody knows it
     * @param missing checks of assigned sets without an accepted result
     */
    static NodeComplianceStatus of(
            String nodeUID,
            @Nullable String machineID,
            List<PolicyCompliance> entries,
            int missing,
            List<Refusal> refused,
            @Nullable Binding binding) {
        var counts = sum(entries, missing);
        return new NodeComplianceStatus(
                nodeUID,
                machineID,
                List.copyOf(entries),
                counts,
                score(counts),
                SOURCE,
                entries.stream()
                        .map(PolicyCompliance::evaluatedAt)
                        .min(String::compareTo)
                        .orElse(null),
                tripwires(entries),
                refused.isEmpty() ? null : List.copyOf(refused),
                binding);
    }

    private static Counts sum(List<PolicyCompliance> entries, int missing) {
        int pass = 0;
        int fail = 0;
        int notApplicable = 0;
        int unknown = missing;
        for (var entry : entries) {
            pass += entry.counts().pass();
            fail += entry.counts().fail();
            notApplicable += entry.counts().notApplicable();
            unknown += entry.counts().unknown();
        }
        return new Counts(pass, fail, notApplicable, unknown, pass + fail + notApplicable + unknown);
    }

    /** 0 while nothing is decided. */
    static int score(Counts counts) {
        var decided = counts.pass() + counts.fail();
        return decided == 0 ? 0 : 100 * counts.pass() / decided;
    }

    private static @Nullable String tripwires(List<PolicyCompliance> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        var notIntact = new TreeSet<String>();
        for (var entry : entries) {
            Tripwires t = entry.tripwires();
            note(notIntact, "files", t.files());
            note(notIntact, "processes", t.processes());
            note(notIntact, "network", t.network());
        }
        return notIntact.isEmpty() ? "Intact" : String.join(", ", notIntact);
    }

    private static void note(SortedSet<String> notIntact, String facility, Tripwire state) {
        if (state != Tripwire.INTACT) {
            var word = state.name();
            notIntact.add(facility + " " + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
    }
}
