package dev.rampart.scanner.plan;

import dev.rampart.scanner.nodescan.NodeScanStatus;
import dev.rampart.scanner.nodescan.ScanResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of each check set, by digest. Immutable. */
public record Ledger(Map<String, Entry> entries, Map<String, Setback> setbacks) {

    public static final Ledger EMPTY = new Ledger(Map.of(), Map.of());

    /**
     * A result.
     *
     * @param result without evidence when {@code evidence} holds it
     * @param evidence by check id, the most important first; empty for a result of an earlier process
     * @param run absent for a result that an earlier process left in the status
     */
    public record Entry(ScanResult result, Map<String, String> evidence, Optional<Run> run) {}

    /** @param machineId what the files tripwire was compared with */
    public record Run(Instant endedAt, Optional<String> machineId) {}

    /**
     * A set that could not be evaluated.
     *
     * @param attempts from 1
     * @param recheck the token that was asked for when it failed; another one asks for a new attempt at once
     * @param message for the status; empty while the trouble may pass by itself
     */
    public record Setback(int attempts, Instant retryAt, Optional<String> recheck, Optional<String> message) {

        /** An end further off than this comes from a clock that has been set back since. */
        static final Duration LONGEST = Duration.ofMinutes(10);

        boolean isOver(Instant now) {
            return !retryAt.isAfter(now) || retryAt.isAfter(now.plus(LONGEST));
        }
    }

    public Ledger {
        entries = Map.copyOf(entries);
        setbacks = Map.copyOf(setbacks);
    }

    /** What an earlier process left: a point to compare with, not a reason to leave anything out. */
    public static Ledger fromStatus(NodeScanStatus status) {
        var entries = new LinkedHashMap<String, Entry>();
        for (var result : status.resultsOrEmpty()) {
            entries.put(result.digest(), new Entry(result, Map.of(), Optional.empty()));
        }
        return new Ledger(entries, Map.of());
    }

    public Optional<Entry> entry(String digest) {
        return Optional.ofNullable(entries.get(digest));
    }

    public Optional<Setback> setback(String digest) {
        return Optional.ofNullable(setbacks.get(digest));
    }

    /** Forgets every set that is not assigned any more. */
    public Ledger retain(Set<String> digests) {
        var keptEntries = new LinkedHashMap<>(entries);
        keptEntries.keySet().retainAll(digests);
        var keptSetbacks = new LinkedHashMap<>(setbacks);
        keptSetbacks.keySet().retainAll(digests);
        return new Ledger(keptEntries, keptSetbacks);
    }

    /** A new result; it ends any setback of its set. */
    public Ledger with(Entry entry) {
        var digest = entry.result().digest();
        var newEntries = new LinkedHashMap<>(entries);
        newEntries.put(digest, entry);
        var newSetbacks = new LinkedHashMap<>(setbacks);
        newSetbacks.remove(digest);
        return new Ledger(newEntries, newSetbacks);
    }

    /** An earlier result stays: the trouble may pass. */
    public Ledger with(String digest, Setback setback) {
        var newSetbacks = new LinkedHashMap<>(setbacks);
        newSetbacks.put(digest, setback);
        return new Ledger(entries, newSetbacks);
    }

    /** A result that nothing stands behind any more, because its set's document is not to be had. */
    public Ledger without(String digest) {
        var newEntries = new LinkedHashMap<>(entries);
        newEntries.remove(digest);
        return new Ledger(newEntries, setbacks);
    }
}
