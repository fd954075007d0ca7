package dev.rampart.policy.host.linux;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files below a root, for one thread. Nothing is opened for reading before it is known to be a regular file or
 * a directory, and what is then opened is that very one. Access times stay as they are where the kernel allows it.
 */
public final class RootView {

    private static final long PROC_FILE_SYSTEM = 0x9fa0;
    private static final long TRACE_FILE_SYSTEM = 0x74726163;

    /** More is allocated only for what is really there. */
    private static final int BELIEVED_SIZE = 1024 * 1024;

    /** Pseudo files say 0 and are mostly shorter. */
    private static final int SMALL = 512;

    /** @param bytes null when it is no regular file */
    @SuppressWarnings("ArrayRecordComponent") // one reader, never compared
    public record Reading(FileStatus status, byte @Nullable [] bytes, boolean truncated) {}

    private final Syscalls calls = new Syscalls();
    private final DirectoryReader directories = new DirectoryReader(calls);
    private final RootDirectory root;

    public RootView(RootDirectory root) {
        this.root = root;
    }

    /** @param followLast whether a link at the very end is followed */
    public FileStatus status(String path, boolean followLast) throws ErrnoException {
        int found = root.open(calls, path, followLast);
        try {
            return calls.status(found);
        } finally {
            calls.close(found);
        }
    }

    /** @param maxBytes from 1 */
    public Reading read(String path, int maxBytes) throws ErrnoException {
        int found = root.open(calls, path, true);
        try {
            var status = calls.status(found);
            if (!status.isRegular()) {
                return new Reading(status, null, false);
            }
            refuseWhatReadingConsumes(found);
            int file = reopen(found, 0);
            try {
                return content(file, status, maxBytes);
            } finally {
                calls.close(file);
            }
        } finally {
            calls.close(found);
        }
    }

    /** Up to the end of the file, whatever size it claims: pseudo files claim 0, and others grow. */
    private Reading content(int file, FileStatus status, int maxBytes) throws ErrnoException {
        var bytes = new byte[Math.clamp(status.size(), Math.min(SMALL, maxBytes), Math.min(BELIEVED_SIZE, maxBytes))];
        int length = 0;
        while (true) {
            int count = calls.read(file);
            if (count == 0) {
                return new Reading(status, length == bytes.length ? bytes : Arrays.copyOf(bytes, length), false);
            }
            int kept = Math.min(count, maxBytes - length);
            if (length + kept > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, 2L * (length + kept)));
            }
            calls.copy(bytes, length, kept);
            length += kept;
            if (count > kept) {
                return new Reading(status, bytes, true);
            }
        }
    }

    /** @param maxEntries from 0, which only asks whether it can be opened */
    public Entries list(String path, int maxEntries) throws ErrnoException {
        int found = root.open(calls, path, true);
        try {
            if (!calls.status(found).isDirectory()) {
                throw new ErrnoException(ErrnoException.ENOTDIR);
            }
            int directory = reopen(found, Syscalls.NUMBERS.directoryFlag());
            try {
                return directories.read(directory, maxEntries);
            } finally {
                calls.close(directory);
            }
        } finally {
            calls.close(found);
        }
    }

    /** No name of the root is looked up again, so it is the file that was looked at. */
    private int reopen(int found, int flags) throws ErrnoException {
        var name = "/proc/self/fd/" + found;
        int quietly = flags | Syscalls.O_NONBLOCK | Syscalls.O_NOCTTY;
        try {
            return calls.open(Syscalls.AT_FDCWD, name, quietly | Syscalls.O_NOATIME);
        } catch (ErrnoException e) {
            if (e.errno() != ErrnoException.EPERM) {
                throw e.errno() == ErrnoException.ENOENT ? new ErrnoException(ErrnoException.ENOSYS) : e;
            }
            // Only the owner of a file may read it without leaving a trace.
            return calls.open(Syscalls.AT_FDCWD, name, quietly);
        }
    }

    /** Whoever reads the kernel's log here takes it away from the log daemon. */
    private void refuseWhatReadingConsumes(int found) throws ErrnoException {
        long fileSystem = calls.fileSystem(found);
        if (fileSystem != PROC_FILE_SYSTEM && fileSystem != TRACE_FILE_SYSTEM) {
            return;
        }
        var name = calls.linkTarget(Syscalls.AT_FDCWD, "/proc/self/fd/" + found);
        if (name.endsWith("/kmsg") || name.endsWith("/trace_pipe")) {
            throw new ErrnoException(ErrnoException.EPERM);
        }
    }
}
