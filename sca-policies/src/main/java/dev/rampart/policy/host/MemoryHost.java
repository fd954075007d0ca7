package dev.rampart.policy.host;

import dev.rampart.policy.host.MemoryTree.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that is only declared: for fixtures and for judging rules without running them. A path that is not declared is
 * missing; directories on the way to a declared one exist; a command that is not declared is not installed.
 */
public final class MemoryHost implements Host {

    private static final int KILLED = 137;

    private final MemoryTree tree;
    private final Map<List<String>, CommandResult> commands;
    private final ProcessList processes;

    /**
     * @param files by absolute path; a denied one is a regular file that cannot be read
     * @param commands by program and arguments
     */
    public MemoryHost(Map<String, FileRead> files, Map<List<String>, CommandResult> commands) {
        this(withFiles(files), commands, new ProcessList.Unavailable("no processes are declared"));
    }

    private MemoryHost(MemoryTree tree, Map<List<String>, CommandResult> commands, ProcessList processes) {
        this.tree = tree;
        this.commands = Map.copyOf(commands);
        this.processes = processes;
    }

    private static MemoryTree withFiles(Map<String, FileRead> files) {
        var tree = new MemoryTree();
        files.forEach((path, read) -> {
            switch (read) {
                case FileRead.Content c -> tree.put(path, new Node.File(c));
                case FileRead.Denied d -> tree.put(path, new Node.File(d));
                case FileRead.NotRegular(var kind) ->
                    tree.put(path, kind == FileKind.DIRECTORY ? new Node.Directory() : new Node.Other());
                case FileRead.Missing m -> {}
            }
        });
        return tree;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public FileKind kind(String path) {
        return switch (tree.follow(path)) {
            case MemoryTree.End.Found(var node) ->
                switch (node) {
                    case Node.File f -> FileKind.REGULAR;
                    case Node.Directory d -> FileKind.DIRECTORY;
                    case Node.Other o -> FileKind.OTHER;
                    case Node.Link l -> FileKind.UNREACHABLE;
                };
            case MemoryTree.End.Nothing(var kind) -> kind;
        };
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return switch (tree.follow(path)) {
            case MemoryTree.End.Found(Node.File(FileRead.Content(var bytes, var cut))) ->
                bytes.length > maxBytes
                        ? new FileRead.Content(Arrays.copyOf(bytes, maxBytes), true)
                        : new FileRead.Content(bytes, cut);
            case MemoryTree.End.Found(Node.File(var read)) -> read;
            case MemoryTree.End.Found f -> new FileRead.NotRegular(kind(path));
            case MemoryTree.End.Nothing(var kind) ->
                kind == FileKind.MISSING || kind == FileKind.NOT_A_DIRECTORY
                        ? new FileRead.Missing()
                        : new FileRead.Denied(why(kind));
        };
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return switch (tree.follow(path)) {
            case MemoryTree.End.Found(Node.Directory d) ->
                d.mayBeListed()
                        ? new Listing.Entries(
                                d.entries(maxEntries),
                                d.networkMount(),
                                maxEntries > 0 && d.children().size() > maxEntries)
                        : new Listing.Denied("permission denied");
            case MemoryTree.End.Found f -> new Listing.NotDirectory();
            case MemoryTree.End.Nothing n ->
                switch (n.kind()) {
                    case MISSING -> new Listing.Missing();
                    case NOT_A_DIRECTORY -> new Listing.NotDirectory();
                    default -> new Listing.Denied(why(n.kind()));
                };
        };
    }

    private static String why(FileKind kind) {
        return kind == FileKind.DENIED ? "permission denied" : "cannot be reached";
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        @Nullable CommandResult answer = commands.get(argv);
        if (answer instanceof CommandResult.Finished f && f.output().length > maxOutputBytes) {
            return new CommandResult.Finished(KILLED, Arrays.copyOf(f.output(), maxOutputBytes), true);
        }
        return answer == null ? new CommandResult.NotInstalled(argv.getFirst()) : answer;
    }

    @Override
    public ProcessList processes() {
        return processes;
    }

    /** Declares a host. Paths are absolute; what comes later replaces what was there. */
    public static final class Builder {

        private final MemoryTree tree = new MemoryTree();
        private final Map<List<String>, CommandResult> commands = new HashMap<>();
        private final List<HostProcess> processes = new ArrayList<>();
        private boolean psInstalled = true;

        private Builder() {}

        /** @param text one byte per char */
        public Builder file(String path, String text) {
            return put(path, new Node.File(new FileRead.Content(text.getBytes(StandardCharsets.ISO_8859_1), false)));
        }

        /** A regular file that may not be read. */
        public Builder unreadableFile(String path) {
            return put(path, new Node.File(new FileRead.Denied("permission denied")));
        }

        public Builder directory(String path) {
            return put(path, new Node.Directory());
        }

        /** A directory that may neither be listed nor searched. */
        public Builder closedDirectory(String path) {
            return put(path, new Node.Directory(false, false, false));
        }

        /** A directory that may be searched but not listed. */
        public Builder searchOnlyDirectory(String path) {
            return put(path, new Node.Directory(true, false, false));
        }

        public Builder networkMount(String path) {
            return put(path, new Node.Directory(true, true, true));
        }

        /** @param target as the link says, absolute or relative, dangling or not */
        public Builder link(String path, String target) {
            return put(path, new Node.Link(target));
        }

        /** A pipe, socket or device. */
        public Builder pipe(String path) {
            return put(path, new Node.Other());
        }

        /** Where relative paths start. */
        public Builder workingDirectory(String path) {
            tree.startIn(path);
            return this;
        }

        public Builder command(List<String> argv, CommandResult result) {
            commands.put(List.copyOf(argv), result);
            return this;
        }

        /** @param output one byte per char */
        public Builder command(List<String> argv, int exitCode, String output) {
            return command(
                    argv, new CommandResult.Finished(exitCode, output.getBytes(StandardCharsets.ISO_8859_1), false));
        }

        public Builder process(int pid, String name, String argv0) {
            processes.add(new HostProcess(pid, name, argv0, false));
            return this;
        }

        public Builder zombie(int pid, String name) {
            processes.add(new HostProcess(pid, name, "", true));
            return this;
        }

        public Builder withoutPs() {
            psInstalled = false;
            return this;
        }

        private Builder put(String path, Node node) {
            tree.put(path, node);
            return this;
        }

        public MemoryHost build() {
            return new MemoryHost(
                    tree,
                    commands,
                    processes.isEmpty()
                            ? new ProcessList.Unavailable("no processes are declared")
                            : new ProcessList.Listed(processes, psInstalled));
        }
    }
}
