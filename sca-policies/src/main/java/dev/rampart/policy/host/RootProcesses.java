package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.RootView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the processes from the root's own {@code /proc}. */
final class RootProcesses {

    /** Linux knows no greater process id, so no more of them. */
    private static final int MAX_ENTRIES = 4 * 1024 * 1024;

    /** Enough for the name and the state, and for a first argument that is a path. */
    private static final int MAX_BYTES = 4096;

    private static final int MAX_PID_DIGITS = 7;

    /** The name may hold anything, blanks and parentheses included; the state stands behind the last one. */
    private static final Pattern STAT = Pattern.compile("\\d+ \\((.*)\\) (.) .*", Pattern.DOTALL);

    private static final List<String> PS = List.of("/bin/ps", "/usr/bin/ps");

    private RootProcesses() {}

    static ProcessList of(RootFiles files) {
        boolean psInstalled = PS.stream().anyMatch(p -> files.kind(p) == FileKind.REGULAR);
        return files.ask(
                view -> list(view, psInstalled), new ProcessList.Unavailable("no answer from the process list"));
    }

    private static ProcessList list(RootView view, boolean psInstalled) {
        if (!(RootFiles.list(view, "/proc", MAX_ENTRIES) instanceof Listing.Entries(var entries, var n, var t))) {
            return new ProcessList.Unavailable("/proc of the host cannot be listed");
        }
        var processes = new ArrayList<HostProcess>();
        for (var entry : entries) {
            if (isPid(entry.name())) {
                process(view, Integer.parseInt(entry.name())).ifPresent(processes::add);
            }
        }
        // The first process never ends; a mount with hidepid shows it, or its files, to its owner only.
        return processes.stream().anyMatch(p -> p.pid() == 1)
                ? new ProcessList.Listed(processes, psInstalled)
                : new ProcessList.Unavailable("/proc of the host does not show all processes");
    }

    private static boolean isPid(String name) {
        return name.length() <= MAX_PID_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Empty when it ended meanwhile. */
    private static Optional<HostProcess> process(RootView view, int pid) {
        var stat = STAT.matcher(text(view, "/proc/" + pid + "/stat"));
        if (!stat.matches()) {
            return Optional.empty();
        }
        var arguments = text(view, "/proc/" + pid + "/cmdline");
        int end = arguments.indexOf('\0');
        return Optional.of(new HostProcess(
                pid,
                stat.group(1),
                end < 0 ? arguments : arguments.substring(0, end),
                stat.group(2).equals("Z")));
    }

    private static String text(RootView view, String path) {
        return RootFiles.read(view, path, MAX_BYTES) instanceof FileRead.Content c
                ? new String(c.bytes(), StandardCharsets.ISO_8859_1)
                : "";
    }
}
