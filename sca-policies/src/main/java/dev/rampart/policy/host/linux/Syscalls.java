package dev.rampart.policy.host.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Kernel calls with memory of their own, so that no call allocates any. For one thread at a time. Every failure is
 * thrown; an interrupted call is made again.
 */
final class Syscalls {

    static final int O_PATH = 0x200000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_NOATIME = 0x40000;
    static final int O_NONBLOCK = 0x800;
    static final int O_NOCTTY = 0x100;
    static final int AT_FDCWD = -100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;

    static final Numbers NUMBERS = Numbers.ofThisMachine();

    /** What the kernel takes as a path, with the zero behind it. */
    static final int PATH_MAX = 4096;

    /** One read or one portion of a directory. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final short POLLIN = 1;
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x100_0000;
    private static final int MAX_BYTE = 255;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int STAT_BYTES = 144;
    private static final int STATFS_BYTES = 120;
    private static final int OPEN_HOW_BYTES = 24;

    private final MemorySegment errno;
    private final MemorySegment path;
    private final MemorySegment stat;
    private final MemorySegment how;
    final MemorySegment buffer;

    Syscalls() {
        // Not confined: a thread that hangs in a call is left behind with its memory.
        var arena = Arena.ofAuto();
        this.errno = arena.allocate(Libc.ERRNO_BYTES, 8);
        this.path = arena.allocate(PATH_MAX, 8);
        this.stat = arena.allocate(Math.max(STAT_BYTES, STATFS_BYTES), 8);
        this.how = arena.allocate(OPEN_HOW_BYTES, 8);
        this.buffer = arena.allocate(BUFFER_BYTES, 8);
    }

    int open(int directory, String name, int flags) throws ErrnoException {
        return (int) call(NUMBERS.openat(), directory, text(name), flags | O_CLOEXEC, 0, 0);
    }

    /** @param resolve {@code RESOLVE_} flags of openat2(2) */
    int open2(int directory, String name, int flags, long resolve) throws ErrnoException {
        how.set(ValueLayout.JAVA_LONG, 0, flags | O_CLOEXEC);
        how.set(ValueLayout.JAVA_LONG, 8, 0);
        how.set(ValueLayout.JAVA_LONG, 16, resolve);
        return (int) call(Numbers.OPENAT2, directory, text(name), how.address(), OPEN_HOW_BYTES, 0);
    }

    /** Never fails: what is wrong with the descriptor does not matter any more. */
    void close(int descriptor) {
        raw(NUMBERS.close(), descriptor, 0, 0, 0, 0);
    }

    int duplicate(int descriptor) throws ErrnoException {
        return (int) call(NUMBERS.fcntl(), descriptor, F_DUPFD_CLOEXEC, 0, 0, 0);
    }

    FileStatus status(int descriptor) throws ErrnoException {
        return status(descriptor, "", AT_EMPTY_PATH);
    }

    FileStatus status(int directory, String name, int flags) throws ErrnoException {
        call(NUMBERS.newfstatat(), directory, text(name), stat.address(), flags, 0);
        return new FileStatus(
                stat.get(ValueLayout.JAVA_LONG, 8),
                stat.get(ValueLayout.JAVA_INT, NUMBERS.statModeOffset()),
                Integer.toUnsignedLong(stat.get(ValueLayout.JAVA_INT, NUMBERS.statUidOffset())),
                Integer.toUnsignedLong(stat.get(ValueLayout.JAVA_INT, NUMBERS.statUidOffset() + 4L)),
                stat.get(ValueLayout.JAVA_LONG, 48));
    }

    /** The kind of file system, {@code f_type}. */
    long fileSystem(int descriptor) throws ErrnoException {
        call(NUMBERS.fstatfs(), descriptor, stat.address(), 0, 0, 0);
        return stat.get(ValueLayout.JAVA_LONG, 0);
    }

    /** @param name empty for a link that is open itself */
    String linkTarget(int directory, String name) throws ErrnoException {
        int count = (int) call(NUMBERS.readlinkat(), directory, text(name), buffer.address(), PATH_MAX, 0);
        return bytes(0, count);
    }

    /**
     * Fills {@link #buffer} from its start.
     *
     * @return 0 at the end of the file
     */
    int read(int descriptor) throws ErrnoException {
        return (int) call(NUMBERS.read(), descriptor, buffer.address(), BUFFER_BYTES, 0, 0);
    }

    /**
     * Fills {@link #buffer} with {@code linux_dirent64}.
     *
     * @return 0 when there are no more
     */
    int entries(int directory) throws ErrnoException {
        return (int) call(NUMBERS.getdents64(), directory, buffer.address(), BUFFER_BYTES, 0, 0);
    }

    /** From the start of {@link #buffer}. */
    void copy(byte[] to, int offset, int count) {
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, to, offset, count);
    }

    String bytes(long offset, int count) {
        var bytes = new byte[count];
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, offset, bytes, 0, count);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** @return reading and writing end, neither inherited */
    int[] pipe() throws ErrnoException {
        call(NUMBERS.pipe2(), stat.address(), O_CLOEXEC, 0, 0, 0);
        return new int[] {stat.get(ValueLayout.JAVA_INT, 0), stat.get(ValueLayout.JAVA_INT, 4)};
    }

    /** @return whether it can be read, has ended or is broken; false when the time is over or a signal came */
    boolean awaitReadable(int descriptor, Duration atMost) {
        stat.set(ValueLayout.JAVA_INT, 0, descriptor);
        stat.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        stat.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
        stat.set(ValueLayout.JAVA_LONG, 8, atMost.toSeconds());
        stat.set(ValueLayout.JAVA_LONG, 16, atMost.toNanosPart());
        return raw(NUMBERS.ppoll(), stat.address(), 1, stat.address() + 8, 0, 0) > 0;
    }

    /** A descriptor that becomes readable when the process ends. */
    int processDescriptor(int pid) throws ErrnoException {
        return (int) call(Numbers.PIDFD_OPEN, pid, 0, 0, 0, 0);
    }

    /** @return the status of wait(2); empty while it runs */
    OptionalInt reap(int pid) throws ErrnoException {
        long reaped = call(NUMBERS.wait4(), pid, stat.address(), WNOHANG, 0, 0);
        return reaped == 0 ? OptionalInt.empty() : OptionalInt.of(stat.get(ValueLayout.JAVA_INT, 0));
    }

    /** Whether a child has ended; it can still be reaped. */
    boolean hasEnded(int pid) throws ErrnoException {
        stat.set(ValueLayout.JAVA_INT, 0, 0);
        call(NUMBERS.waitid(), P_PID, pid, stat.address(), WEXITED | WNOHANG | WNOWAIT, 0);
        return stat.get(ValueLayout.JAVA_INT, 0) != 0;
    }

    /** @param pid below zero: a process group */
    void signal(int pid, int signal) {
        raw(NUMBERS.kill(), pid, signal, 0, 0, 0);
    }

    /** As the kernel sees a path that is too long; one that C could not express is no path at all. */
    private long text(String name) throws ErrnoException {
        int length = name.length();
        if (length >= PATH_MAX) {
            throw new ErrnoException(ErrnoException.ENAMETOOLONG);
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c == 0 || c > MAX_BYTE) {
                throw new ErrnoException(ErrnoException.EINVAL);
            }
            path.set(ValueLayout.JAVA_BYTE, i, (byte) c);
        }
        path.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
        return path.address();
    }

    long call(long number, long a, long b, long c, long d, long e) throws ErrnoException {
        while (true) {
            long result = raw(number, a, b, c, d, e);
            if (result >= 0) {
                return result;
            }
            if (result != -ErrnoException.EINTR) {
                throw new ErrnoException((int) -result);
            }
        }
    }

    /** @return the result, or errno below zero */
    long raw(long number, long a, long b, long c, long d, long e) {
        try {
            long result = (long) Libc.SYSCALL.invokeExact(errno, number, a, b, c, d, e, 0L);
            return result == -1 ? -(int) Libc.ERRNO_VALUE.get(errno, 0L) : result;
        } catch (Throwable t) {
            throw new IllegalStateException("kernel call " + number + " could not be made", t);
        }
    }
}
