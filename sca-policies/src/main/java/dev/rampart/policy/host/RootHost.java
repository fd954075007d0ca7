package dev.rampart.policy.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A machine whose root directory is seen at a path: this machine at {@code /}, or a node's root that is mounted. */
public final class RootHost implements Host {

    private final Path root;

    public RootHost(Path root) {
        this.root = root;
    }

    @Override
    public FileKind kind(String path) {
        throw new UnsupportedOperationException(root.toString());
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        throw new UnsupportedOperationException(root.toString());
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        throw new UnsupportedOperationException(root.toString());
    }
}
