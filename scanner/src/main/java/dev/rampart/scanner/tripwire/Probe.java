package dev.rampart.scanner.tripwire;

import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.scanner.tripwire.Observation.Absent;
import dev.rampart.scanner.tripwire.Observation.Reading;
import dev.rampart.scanner.tripwire.Observation.Unseen;
import dev.rampart.scanner.tripwire.Observation.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks; decides nothing. Files are read through the same {@link Host} that the checks use, so that what is proven is
 * proven of the checks' own view. Namespace links lead nowhere a path could follow and are read as they are.
 */
public final class Probe {

    private static final int MACHINE_ID_BYTES = 256;

    private final Host host;
    private final Path hostProc;
    private final Path ownProc;
    private final Optional<String> podDirectory;

    /**
     * @param hostRoot where the node's root is mounted
     * @param ownProc the process file system of this process, {@code /proc}
     * @param podDirectory as a path on the node; empty when the pod does not know its uid
     */
    public Probe(Host host, Path hostRoot, Path ownProc, Optional<String> podDirectory) {
        this.host = host;
        this.hostProc = hostRoot.resolve("proc");
        this.ownProc = ownProc;
        this.podDirectory = podDirectory;
    }

    public Observation observe() {
        return new Observation(
                machineId(),
                podDirectory.map(this::directory).orElseGet(() -> new Unseen("POD_UID is not set")),
                link(ownProc.resolve("self/ns/pid")),
                link(hostProc.resolve("1/ns/pid")),
                link(ownProc.resolve("self/ns/net")),
                link(hostProc.resolve("1/ns/net")));
    }

    private Reading machineId() {
        return switch (host.read("/etc/machine-id", MACHINE_ID_BYTES)) {
            case FileRead.Content content -> new Value(new String(content.bytes(), StandardCharsets.UTF_8));
            case FileRead.Missing missing -> new Absent();
            case FileRead.NotRegular(var kind) -> new Unseen("not a regular file");
            case FileRead.Denied(var reason) -> new Unseen(reason);
        };
    }

    private Reading directory(String path) {
        return switch (host.kind(path)) {
            case DIRECTORY -> new Value("");
            case MISSING, NOT_A_DIRECTORY, REGULAR, OTHER -> new Absent();
            case DENIED -> new Unseen(FileKind.DENIED + " below the host root");
            case UNREACHABLE -> new Unseen(FileKind.UNREACHABLE + " below the host root");
        };
    }

    private static Reading link(Path path) {
        try {
            return new Value(Files.readSymbolicLink(path).toString());
        } catch (NoSuchFileException e) {
            return new Absent();
        } catch (IOException e) {
            return new Unseen(e.getClass().getSimpleName() + " for " + path);
        }
    }
}
