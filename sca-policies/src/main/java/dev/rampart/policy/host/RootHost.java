package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.RootDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A machine whose root directory is seen at a path: this machine at {@code /}, or a node's root that is mounted. Paths
 * are followed inside the root and commands run in it ({@code chroot}, of the PATH of this process), so absolute links
 * and programs are the machine's own.
 */
public final class RootHost implements Host {

    private final RootFiles files;
    private final RootCommands commands;
    private final BuiltInCommands builtIns;

    /** @param root absolute; may be a symbolic link, which is followed once */
    public RootHost(Path root) {
        this(root, "/");
    }

    /** @param workingDirectory of the host: where its relative paths start and its commands run; absolute */
    public RootHost(Path root, String workingDirectory) {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("host root " + root + " is not an absolute path");
        }
        if (!workingDirectory.startsWith("/")) {
            throw new IllegalArgumentException("working directory " + workingDirectory + " is not an absolute path");
        }
        this.files = new RootFiles(new RootDirectory(RootFiles.bytes(root.normalize())), workingDirectory);
        this.commands = new RootCommands(root.normalize(), workingDirectory, files);
        this.builtIns = new BuiltInCommands(files);
    }

    @Override
    public FileKind kind(String path) {
        return files.kind(path);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return files.read(path, maxBytes);
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return files.list(path, maxEntries);
    }

    @Override
    public ProcessList processes() {
        return RootProcesses.of(files);
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        return builtIns.answer(argv, maxOutputBytes).orElseGet(() -> commands.run(argv, timeout, maxOutputBytes));
    }
}
