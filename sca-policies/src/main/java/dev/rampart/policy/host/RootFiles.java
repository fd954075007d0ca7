package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.Entries;
import dev.rampart.policy.host.linux.ErrnoException;
import dev.rampart.policy.host.linux.FileStatus;
import dev.rampart.policy.host.linux.PromptWorker;
import dev.rampart.policy.host.linux.RootDirectory;
import dev.rampart.policy.host.linux.RootView;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The files below a root; what the kernel says becomes an answer. */
final class RootFiles {

    /** A hanging network mount may not hold up a scan for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String NO_ANSWER = "no answer after " + PATIENCE.toSeconds() + " s";

    /** How {@link Path} turns bytes into chars; the way back is needed for a root whose name is not ASCII. */
    private static final Charset FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final String workingDirectory;
    private final PromptWorker<RootView> worker;

    RootFiles(RootDirectory root, String workingDirectory) {
        this.workingDirectory = workingDirectory;
        this.worker = new PromptWorker<>(PATIENCE, () -> new RootView(root));
    }

    FileKind kind(String path) {
        var whole = absolute(path);
        return worker.ask(view -> kind(view, whole), FileKind.UNREACHABLE);
    }

    private static FileKind kind(RootView view, String path) {
        try {
            return kindOf(view.status(path, true));
        } catch (ErrnoException e) {
            return switch (e.errno()) {
                case ErrnoException.ENOENT -> FileKind.MISSING;
                case ErrnoException.ENOTDIR -> FileKind.NOT_A_DIRECTORY;
                case ErrnoException.EACCES -> FileKind.DENIED;
                default -> FileKind.UNREACHABLE;
            };
        }
    }

    private static FileKind kindOf(FileStatus status) {
        if (status.isRegular()) {
            return FileKind.REGULAR;
        }
        return status.isDirectory() ? FileKind.DIRECTORY : FileKind.OTHER;
    }

    /**
     * Empty when it cannot be had.
     *
     * @param followLast whether a link at the very end is followed
     */
    Optional<FileStatus> status(String path, boolean followLast) {
        var whole = absolute(path);
        return worker.ask(
                view -> {
                    try {
                        return Optional.of(view.status(whole, followLast));
                    } catch (ErrnoException e) {
                        return Optional.empty();
                    }
                },
                Optional.empty());
    }

    FileRead read(String path, int maxBytes) {
        var whole = absolute(path);
        return worker.ask(view -> read(view, whole, maxBytes), new FileRead.Denied(NO_ANSWER));
    }

    static FileRead read(RootView view, String path, int maxBytes) {
        try {
            var reading = view.read(path, maxBytes);
            var bytes = reading.bytes();
            return bytes == null
                    ? new FileRead.NotRegular(kindOf(reading.status()))
                    : new FileRead.Content(bytes, reading.truncated());
        } catch (ErrnoException e) {
            return switch (e.errno()) {
                // ESRCH: a process ended while its file in /proc was read.
                case ErrnoException.ENOENT, ErrnoException.ENOTDIR, ErrnoException.ESRCH -> new FileRead.Missing();
                default -> new FileRead.Denied(e.text());
            };
        }
    }

    Listing list(String path, int maxEntries) {
        var whole = absolute(path);
        return worker.ask(view -> list(view, whole, maxEntries), new Listing.Denied(NO_ANSWER));
    }

    static Listing list(RootView view, String path, int maxEntries) {
        try {
            var found = view.list(path, maxEntries);
            var entries = found.entries().stream()
                    .map(e -> new Listing.Entry(e.name(), kindOf(e)))
                    .toList();
            return new Listing.Entries(entries, found.networkMount(), found.truncated());
        } catch (ErrnoException e) {
            return switch (e.errno()) {
                case ErrnoException.ENOENT -> new Listing.Missing();
                case ErrnoException.ENOTDIR -> new Listing.NotDirectory();
                default -> new Listing.Denied(e.text());
            };
        }
    }

    private static Listing.EntryKind kindOf(Entries.Entry entry) {
        return switch (entry.type()) {
            case Entries.Entry.REGULAR -> Listing.EntryKind.REGULAR;
            case Entries.Entry.DIRECTORY -> Listing.EntryKind.DIRECTORY;
            case Entries.Entry.LINK -> Listing.EntryKind.LINK;
            default -> Listing.EntryKind.OTHER;
        };
    }

    /** Several looks that belong together, under one guard. */
    <T> T ask(Function<RootView, T> question, T otherwise) {
        return worker.ask(question, otherwise);
    }

    /** A path of this process as a byte string. */
    static String bytes(Path path) {
        return new String(path.toString().getBytes(FILE_NAMES), StandardCharsets.ISO_8859_1);
    }

    private String absolute(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : workingDirectory + "/" + path;
    }
}
