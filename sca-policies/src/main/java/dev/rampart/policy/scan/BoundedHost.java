package dev.rampart.policy.scan;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.ProcessList;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets no command run beyond a deadline. Files and directories are bounded by their size, commands alone wait. Stands in
 * front of {@link OncePerRun}, so that an answer that was cut short by this deadline is not another set's answer.
 */
final class BoundedHost implements Host {

    private final Host host;
    private final LongSupplier nanoTime;
    private long deadline;

    BoundedHost(Host host, LongSupplier nanoTime) {
        this.host = host;
        this.nanoTime = nanoTime;
    }

    void begin(Duration timeout) {
        deadline = nanoTime.getAsLong() + timeout.toNanos();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - deadline >= 0;
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        var left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        if (!left.isPositive()) {
            return new CommandResult.TimedOut();
        }
        return host.run(argv, left.compareTo(timeout) < 0 ? left : timeout, maxOutputBytes);
    }

    @Override
    public FileKind kind(String path) {
        return host.kind(path);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return host.read(path, maxBytes);
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return host.list(path, maxEntries);
    }

    @Override
    public ProcessList processes() {
        return host.processes();
    }
}
