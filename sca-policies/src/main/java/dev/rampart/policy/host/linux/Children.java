package dev.rampart.policy.host.linux;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Starts programs, reads what they write and ends them. For one thread at a time. */
public final class Children {

    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;
    private static final int EXIT_SHIFT = 8;
    private static final int BYTE = 0xff;
    private static final int SIGNAL = 0x7f;
    private static final int SIGNALLED = 128;

    /** What a program may take to tidy up. */
    private static final Duration GRACE = Duration.ofMillis(200);

    /** A killed program ends at once unless the kernel itself hangs. */
    private static final Duration DEATH = Duration.ofSeconds(2);

    /** After so much waiting this thread looks whether it was interrupted. */
    private static final Duration SLICE = Duration.ofMillis(100);

    private static final long FIRST_PAUSE_NANOS = 200_000;
    private static final long LAST_PAUSE_NANOS = 20_000_000;

    private final Syscalls calls = new Syscalls();
    private final Set<Integer> hanging = new HashSet<>();

    /** How reading a program's output ended. */
    public enum End {
        /** Nobody holds the output open any more. */
        CLOSED,
        /** There is more. */
        FULL,
        OUT_OF_TIME,
        INTERRUPTED
    }

    @SuppressWarnings("ArrayRecordComponent") // one reader, never compared
    public record Output(byte[] bytes, End end) {}

    /** @param output descriptor of the end of a pipe */
    public record Child(int pid, int output) {}

    /**
     * @param program a path, relative ones from the working directory
     * @param environment as {@code NAME=value}
     * @throws ErrnoException as of {@code execve}, or of the change into the working directory
     */
    public Child start(String program, List<String> argv, List<String> environment, String workingDirectory)
            throws ErrnoException {
        hanging.removeIf(this::isGone);
        int[] pipe = calls.pipe();
        try {
            return new Child(Spawn.start(program, argv, environment, workingDirectory, pipe[1]), pipe[0]);
        } catch (ErrnoException | RuntimeException e) {
            calls.close(pipe[0]);
            throw e;
        } finally {
            calls.close(pipe[1]);
        }
    }

    private boolean isGone(int pid) {
        try {
            return calls.reap(pid).isPresent();
        } catch (ErrnoException e) {
            return true;
        }
    }

    /** Reads until nobody can write any more. */
    public Output read(Child child, int maxBytes, long deadlineNanos) throws ErrnoException {
        var bytes = new byte[Math.min(maxBytes, 512)];
        int length = 0;
        while (true) {
            var end = awaitReadable(child.output(), deadlineNanos);
            if (end != End.CLOSED) {
                return new Output(Arrays.copyOf(bytes, length), end);
            }
            int count = calls.read(child.output());
            if (count == 0) {
                return new Output(Arrays.copyOf(bytes, length), End.CLOSED);
            }
            int kept = Math.min(count, maxBytes - length);
            if (length + kept > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, 2L * (length + kept)));
            }
            calls.copy(bytes, length, kept);
            length += kept;
            if (count > kept) {
                return new Output(bytes, End.FULL);
            }
        }
    }

    /** The last thing: who writes after that is ended by a signal, and could not tidy up. */
    public void close(Child child) {
        calls.close(child.output());
    }

    /** @return {@link End#CLOSED} when there is something to read */
    private End awaitReadable(int descriptor, long deadlineNanos) {
        while (true) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return End.OUT_OF_TIME;
            }
            if (calls.awaitReadable(descriptor, Duration.ofNanos(Math.min(left, SLICE.toNanos())))) {
                return End.CLOSED;
            }
            if (Thread.currentThread().isInterrupted()) {
                return End.INTERRUPTED;
            }
        }
    }

    /**
     * Waits for the program itself.
     *
     * @return 0 to 255, 128 + signal when one ended it; empty when time is over or this thread was interrupted
     */
    public OptionalInt exitCode(Child child, long deadlineNanos) throws ErrnoException {
        var status = calls.reap(child.pid());
        if (status.isEmpty() && awaitEnd(child.pid(), deadlineNanos)) {
            status = calls.reap(child.pid());
        }
        return status.isEmpty() ? status : OptionalInt.of(exitCode(status.getAsInt()));
    }

    private static int exitCode(int status) {
        int signal = status & SIGNAL;
        return signal == 0 ? status >> EXIT_SHIFT & BYTE : SIGNALLED + signal;
    }

    /** Does not reap: as long as that is not done, no other process can get the number. */
    private boolean awaitEnd(int pid, long deadlineNanos) throws ErrnoException {
        int process;
        try {
            process = calls.processDescriptor(pid);
        } catch (ErrnoException e) {
            // Linux 5.2, or a seccomp profile of that time.
            return lookForEnd(pid, deadlineNanos);
        }
        try {
            return awaitReadable(process, deadlineNanos) == End.CLOSED;
        } finally {
            calls.close(process);
        }
    }

    private boolean lookForEnd(int pid, long deadlineNanos) throws ErrnoException {
        for (long pause = FIRST_PAUSE_NANOS; !calls.hasEnded(pid); pause = Math.min(2 * pause, LAST_PAUSE_NANOS)) {
            if (System.nanoTime() >= deadlineNanos || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(pause);
        }
        return true;
    }

    /** Ends the program and its process group; what left the group is not touched. */
    public void kill(Child child) {
        try {
            calls.signal(-child.pid(), SIGTERM);
            awaitEnd(child.pid(), System.nanoTime() + GRACE.toNanos());
            calls.signal(-child.pid(), SIGKILL);
            awaitEnd(child.pid(), System.nanoTime() + DEATH.toNanos());
            if (calls.reap(child.pid()).isEmpty()) {
                hanging.add(child.pid());
            }
        } catch (ErrnoException e) {
            // ECHILD: it is no child of ours any more, so there is nothing left to end or to reap.
            hanging.remove(child.pid());
        }
    }
}
