package dev.rampart.policy.host.linux;

/** What differs between architectures: numbers of kernel calls, two flags, the layout of {@code struct stat}. */
record Numbers(
        int read,
        int close,
        int openat,
        int newfstatat,
        int readlinkat,
        int fstatfs,
        int getdents64,
        int fcntl,
        int pipe2,
        int ppoll,
        int wait4,
        int waitid,
        int kill,
        int directoryFlag,
        int noFollowFlag,
        int statModeOffset,
        int statUidOffset) {

    // The newer calls have one number everywhere.
    static final int OPENAT2 = 437;
    static final int PIDFD_OPEN = 434;

    private static final Numbers X86_64 =
            new Numbers(0, 3, 257, 262, 267, 138, 217, 72, 293, 271, 61, 247, 62, 0x10000, 0x20000, 24, 28);
    private static final Numbers AARCH64 =
            new Numbers(63, 57, 56, 79, 78, 44, 61, 25, 59, 73, 260, 95, 129, 0x4000, 0x8000, 16, 24);

    static Numbers ofThisMachine() {
        return of(System.getProperty("os.arch"));
    }

    /**
     * @param architecture as Java's {@code os.arch} names it
     * @throws UnsupportedOperationException fit to be shown, when it is another than those of Linux on x86-64 and arm64
     */
    static Numbers of(String architecture) {
        return switch (architecture) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default ->
                throw new UnsupportedOperationException("this machine is " + architecture
                        + "; files and commands of a host can be asked on x86-64 and arm64 only");
        };
    }
}
