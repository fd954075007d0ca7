package dev.rampart.policy.host.linux;

import java.util.List;

/** Asks both resolvers the same; a program of its own, so that it can be run as another user. */
final class BothWays {

    private static final List<String> PATHS = List.of(
            "open/f",
            "search/f",
            "search",
            "search/",
            "search/.",
            "search/..",
            "list/f",
            "list",
            "list/",
            "list/.",
            "list/..",
            "closed/f",
            "closed/missing",
            "closed",
            "closed/..",
            "search/missing",
            "to-closed",
            "to-search");

    private BothWays() {}

    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) {
        var calls = new Syscalls();
        var oneCall = new RootDirectory(arguments[0]);
        var walk = new RootDirectory(arguments[0], true);
        for (var path : PATHS) {
            System.out.println(
                    path + ": " + answer(calls, oneCall, path, true) + " = " + answer(calls, walk, path, true));
        }
    }

    /** What a resolver says, in words that can be compared. */
    static String answer(Syscalls calls, RootDirectory directory, String path, boolean followLast) {
        int descriptor;
        try {
            descriptor = directory.open(calls, path, followLast);
        } catch (ErrnoException e) {
            return "errno " + e.errno();
        }
        try {
            var status = calls.status(descriptor);
            return "inode " + status.inode() + " mode " + status.mode() + " "
                    + calls.linkTarget(Syscalls.AT_FDCWD, "/proc/self/fd/" + descriptor);
        } catch (ErrnoException e) {
            return "no status: " + e.errno();
        } finally {
            calls.close(descriptor);
        }
    }
}
