package dev.rampart.scanner;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A machine that is a folder of the test; it has no commands. */
record TreeHost(Path root) implements Host {

    @Override
    public FileKind kind(String path) {
        var file = at(path);
        if (Files.isRegularFile(file)) {
            return FileKind.REGULAR;
        }
        return Files.exists(file) ? FileKind.OTHER : FileKind.MISSING;
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        try {
            return kind(path) == FileKind.REGULAR
                    ? new FileRead.Content(Files.readAllBytes(at(path)), false)
                    : new FileRead.Missing();
        } catch (IOException e) {
            return new FileRead.Denied(e.toString());
        }
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        return new CommandResult.NotInstalled(argv.getFirst());
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }
}
