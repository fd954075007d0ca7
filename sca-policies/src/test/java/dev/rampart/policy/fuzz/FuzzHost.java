package dev.rampart.policy.fuzz;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.host.ProcessList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A declared tree and a made up answer to every command: the same to the same arguments.
 *
 * @param outputs byte strings, one of which a command prints
 */
record FuzzHost(MemoryHost tree, List<String> outputs) implements Host {

    @Override
    public FileKind kind(String path) {
        return tree.kind(path);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return tree.read(path, maxBytes);
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return tree.list(path, maxEntries);
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        int choice = Math.floorMod(argv.hashCode(), 16);
        return switch (choice) {
            case 0 -> new CommandResult.NotInstalled(argv.getFirst());
            case 1 -> new CommandResult.NotStarted("made up");
            case 2 -> new CommandResult.TimedOut();
            case 3 -> finished(127, maxOutputBytes, choice);
            default -> finished(choice == 4 ? 1 : 0, maxOutputBytes, choice);
        };
    }

    private CommandResult finished(int exitCode, int maxBytes, int choice) {
        var output = outputs.get(choice % outputs.size()).getBytes(StandardCharsets.ISO_8859_1);
        return output.length > maxBytes
                ? new CommandResult.Finished(137, Arrays.copyOf(output, maxBytes), true)
                : new CommandResult.Finished(exitCode, output, false);
    }

    @Override
    public ProcessList processes() {
        return tree.processes();
    }
}
