package dev.rampart.policy.host.linux;

import java.util.Map;

/** The kernel said no. Thrown for every missing file, so it carries no stack trace. */
public final class ErrnoException extends Exception {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENOEXEC = 8;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    /** Here: the root itself cannot be opened. */
    public static final int ENODEV = 19;

    public static final int ENOTDIR = 20;
    public static final int EINVAL = 22;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ELOOP = 40;

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(EPERM, "operation not permitted"),
            Map.entry(ENOENT, "no such file"),
            Map.entry(EIO, "input/output error"),
            Map.entry(EAGAIN, "it would have to be waited for"),
            Map.entry(EACCES, "permission denied"),
            Map.entry(ENODEV, "the root of the host cannot be opened"),
            Map.entry(ENOTDIR, "not a directory"),
            Map.entry(EINVAL, "invalid argument"),
            Map.entry(ENAMETOOLONG, "name too long"),
            Map.entry(ENOSYS, "not possible on this system"),
            Map.entry(ELOOP, "links turn in a circle"));

    private static final long serialVersionUID = 1;

    private final int errno;

    ErrnoException(int errno) {
        super(TEXTS.getOrDefault(errno, "error " + errno), null, false, false);
        this.errno = errno;
    }

    /** From 1; the numbers that x86-64 and aarch64 have in common are constants of this class. */
    public int errno() {
        return errno;
    }

    /** Lower case, without the path. */
    public String text() {
        return TEXTS.getOrDefault(errno, "error " + errno);
    }
}
