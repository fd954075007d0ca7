package dev.rampart.scanner.plan;

import dev.rampart.scanner.evidence.EvidencePack;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import dev.rampart.scanner.plan.Ledger.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status that the scanner would like the API server to have. */
public final class WantedStatus {

    static final int MAX_MESSAGE = 1024;

    private WantedStatus() {}

    /**
     * Results in the order of the assignments; those of another node or of a set that is not assigned are left out.
     *
     * @param findings clauses about the scanner's view of the host
     */
    public static NodeScanStatus of(
            Order order, Ledger ledger, List<String> findings, String scannerVersion, Instant now) {
        var entries = new ArrayList<Entry>();
        for (var set : order.sets()) {
            ledger.entry(set.digest())
                    .filter(e -> order.nodeUid().stream().anyMatch(e.result().nodeUID()::equals))
                    .ifPresent(entries::add);
        }
        return new NodeScanStatus(
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                withEvidence(entries),
                scannerVersion,
                message(order, ledger, findings));
    }

    private static List<ScanResult> withEvidence(List<Entry> entries) {
        var sources = new ArrayList<EvidencePack.Source>();
        for (var entry : entries) {
            var result = entry.result();
            if (entry.run().isPresent()) {
                sources.add(new EvidencePack.Entries(result.digest(), entry.evidence()));
            } else if (result.evidence() != null) {
                sources.add(new EvidencePack.Packed(result.digest(), result.evidence()));
            }
        }
        var packed = EvidencePack.pack(sources, EvidencePack.MAX_CHARS);
        return entries.stream()
                .map(e -> e.result().withEvidence(packed.get(e.result().digest())))
                .toList();
    }

    private static @Nullable String message(Order order, Ledger ledger, List<String> findings) {
        var clauses = new LinkedHashSet<String>(order.problems());
        for (var set : order.sets()) {
            ledger.setback(set.digest()).flatMap(Ledger.Setback::message).ifPresent(clauses::add);
        }
        clauses.addAll(findings);
        if (clauses.isEmpty()) {
            return null;
        }
        var text = String.join("; ", clauses);
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE - 3) + "...";
    }
}
