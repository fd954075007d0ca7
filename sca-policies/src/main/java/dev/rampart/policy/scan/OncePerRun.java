package dev.rampart.policy.scan;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.ProcessList;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the host each question once, so that all checks of a run speak of the same moment and a command that several of
 * them share runs once. A question is the whole call, limits included. What would not fit into memory beside the rest
 * is asked again.
 */
final class OncePerRun implements Host {

    /** Of files, and as much again of outputs. */
    static final int MAX_KEPT_BYTES = 8 * 1024 * 1024;

    static final int MAX_KEPT_ENTRIES = 200_000;

    private record Reading(String path, int maxBytes) {}

    private record Listed(String path, int maxEntries) {}

    private record Running(List<String> argv, Duration timeout, int maxOutputBytes) {}

    private final Host host;
    private final Map<String, FileKind> kinds = new HashMap<>();
    private final Kept<Reading, FileRead> reads = new Kept<>(MAX_KEPT_BYTES);
    private final Kept<Listed, Listing> listings = new Kept<>(MAX_KEPT_ENTRIES);
    private final Kept<Running, CommandResult> runs = new Kept<>(MAX_KEPT_BYTES);
    private @Nullable ProcessList processes;

    OncePerRun(Host host) {
        this.host = host;
    }

    @Override
    public FileKind kind(String path) {
        return kinds.computeIfAbsent(path, host::kind);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        var question = new Reading(path, maxBytes);
        var known = reads.get(question);
        return known != null ? known : reads.keep(question, host.read(path, maxBytes), OncePerRun::size);
    }

    @Override
    public Listing list(String path, int maxEntries) {
        var question = new Listed(path, maxEntries);
        var known = listings.get(question);
        return known != null ? known : listings.keep(question, host.list(path, maxEntries), OncePerRun::size);
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        var question = new Running(argv, timeout, maxOutputBytes);
        var known = runs.get(question);
        return known != null ? known : runs.keep(question, host.run(argv, timeout, maxOutputBytes), OncePerRun::size);
    }

    @Override
    public ProcessList processes() {
        var known = processes;
        if (known == null) {
            known = host.processes();
            processes = known;
        }
        return known;
    }

    private static int size(FileRead read) {
        return read instanceof FileRead.Content c ? c.bytes().length : 0;
    }

    private static int size(Listing listing) {
        return listing instanceof Listing.Entries e ? e.entries().size() : 0;
    }

    private static int size(CommandResult result) {
        return result instanceof CommandResult.Finished f ? f.output().length : 0;
    }
}
