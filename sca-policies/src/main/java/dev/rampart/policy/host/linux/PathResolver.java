package dev.rampart.policy.host.linux;

/** Follows a path inside a root as a process would see it after chroot. */
interface PathResolver {

    /**
     * @param root a descriptor of a directory
     * @param path absolute or relative to the root; empty is ENOENT
     * @param followLast whether a link at the very end is followed
     * @return a new descriptor that can be looked at but not read (O_PATH)
     * @throws ErrnoException ELOOP also for magic links of /proc, which lead out of every root
     */
    int open(Syscalls calls, int root, String path, boolean followLast) throws ErrnoException;
}
