package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.Children;
import dev.rampart.policy.host.linux.Children.Child;
import dev.rampart.policy.host.linux.ErrnoException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Runs programs that may never end, never stop writing, or leave others behind. */
final class BoundedCommand {

    static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /** Exit code of a program that a kill ended. */
    private static final int KILLED = 137;

    private final Children children = new Children();

    /**
     * @param program where {@code argv}'s program is
     * @throws ErrnoException when it could not be started, as of {@code execve}
     */
    CommandResult run(String program, List<String> argv, String workingDirectory, Duration timeout, int maxOutputBytes)
            throws ErrnoException {
        var mark = UUID.randomUUID().toString();
        var environment = List.of("PATH=" + String.join(":", PATH), "LC_ALL=C", ProcessTree.MARK + "=" + mark);
        long deadline = System.nanoTime() + timeout.toNanos();
        var child = children.start(program, argv, environment, workingDirectory);
        try {
            return await(child, mark, deadline, maxOutputBytes);
        } catch (ErrnoException e) {
            kill(child, mark);
            return new CommandResult.NotStarted("its output could not be read: " + e.text());
        } finally {
            children.close(child);
        }
    }

    private CommandResult await(Child child, String mark, long deadline, int maxOutputBytes) throws ErrnoException {
        var output = children.read(child, maxOutputBytes, deadline);
        return switch (output.end()) {
            case FULL -> {
                kill(child, mark);
                yield new CommandResult.Finished(KILLED, output.bytes(), true);
            }
            case OUT_OF_TIME, INTERRUPTED -> {
                kill(child, mark);
                yield new CommandResult.TimedOut();
            }
            case CLOSED -> {
                var exitCode = children.exitCode(child, deadline);
                if (exitCode.isPresent()) {
                    yield new CommandResult.Finished(exitCode.getAsInt(), output.bytes(), false);
                }
                kill(child, mark);
                yield new CommandResult.TimedOut();
            }
        };
    }

    private void kill(Child child, String mark) {
        children.kill(child);
        ProcessTree.kill(mark);
    }
}
