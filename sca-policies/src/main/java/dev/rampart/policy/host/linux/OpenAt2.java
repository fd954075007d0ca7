package dev.rampart.policy.host.linux;

/** The kernel does it all, in one call (Linux 5.6). */
final class OpenAt2 implements PathResolver {

    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_IN_ROOT = 0x10;

    /** The kernel gives up when something was renamed or mounted anywhere while it went up through {@code ..}. */
    private static final int ATTEMPTS = 100;

    private final PathResolver walk = new ComponentWalk();

    static boolean isPossible(Syscalls calls, int root) {
        try {
            calls.close(calls.open2(root, "/", Syscalls.O_PATH, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS));
            return true;
        } catch (ErrnoException e) {
            // ENOSYS: an old kernel; EPERM: an old seccomp profile. Whatever else it is, the other way will tell it.
            return false;
        }
    }

    @Override
    public int open(Syscalls calls, int root, String path, boolean followLast) throws ErrnoException {
        int flags = Syscalls.O_PATH | (followLast ? 0 : Syscalls.NUMBERS.noFollowFlag());
        for (int attempt = 1; ; attempt++) {
            try {
                return calls.open2(root, path, flags, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
            } catch (ErrnoException e) {
                if (e.errno() == ErrnoException.EACCES) {
                    // Perhaps only because of fs.protected_symlinks, which realpath (and so Wazuh) does not feel.
                    return walk.open(calls, root, path, followLast);
                }
                if (e.errno() != ErrnoException.EAGAIN || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
