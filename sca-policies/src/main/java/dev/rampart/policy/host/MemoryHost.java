package dev.rampart.policy.host;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that is only declared: for fixtures and for judging rules without running them. A file that is not declared is
 * missing; a command that is not declared is not installed.
 */
public final class MemoryHost implements Host {

    private final Map<String, FileRead> files;
    private final Map<List<String>, CommandResult> commands;

    /**
     * @param files by absolute path
     * @param commands by program and arguments
     */
    public MemoryHost(Map<String, FileRead> files, Map<List<String>, CommandResult> commands) {
        this.files = new LinkedHashMap<>(files);
        this.commands = new LinkedHashMap<>(commands);
    }

    @Override
    public FileKind kind(String path) {
        return switch (read(path, MAX_FILE_BYTES)) {
            case FileRead.Content c -> FileKind.REGULAR;
            case FileRead.Missing m -> FileKind.MISSING;
            case FileRead.Denied d -> FileKind.UNREACHABLE;
        };
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        var file = files.get(path);
        if (file instanceof FileRead.Content c && c.bytes().length > maxBytes) {
            return new FileRead.Content(java.util.Arrays.copyOf(c.bytes(), maxBytes), true);
        }
        return file == null ? new FileRead.Missing() : file;
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        @Nullable CommandResult answer = commands.get(argv);
        if (answer instanceof CommandResult.Finished f && f.output().length > maxOutputBytes) {
            return new CommandResult.Finished(137, java.util.Arrays.copyOf(f.output(), maxOutputBytes), true);
        }
        return answer == null ? new CommandResult.NotInstalled(argv.getFirst()) : answer;
    }
}
