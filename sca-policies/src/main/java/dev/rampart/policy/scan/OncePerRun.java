package dev.rampart.policy.scan;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the host each question once, so that all checks of a run speak of the same moment and a command that several of
 * them share runs once. A question is the whole call, limits included.
 */
final class OncePerRun implements Host {

    private record Reading(String path, int maxBytes) {}

    private record Running(List<String> argv, Duration timeout, int maxOutputBytes) {}

    private final Host host;
    private final Map<String, FileKind> kinds = new HashMap<>();
    private final Map<Reading, FileRead> reads = new HashMap<>();
    private final Map<Running, CommandResult> runs = new HashMap<>();

    OncePerRun(Host host) {
        this.host = host;
    }

    @Override
    public FileKind kind(String path) {
        return kinds.computeIfAbsent(path, host::kind);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return reads.computeIfAbsent(new Reading(path, maxBytes), r -> host.read(r.path(), r.maxBytes()));
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        return runs.computeIfAbsent(
                new Running(argv, timeout, maxOutputBytes), r -> host.run(r.argv(), r.timeout(), r.maxOutputBytes()));
    }
}
