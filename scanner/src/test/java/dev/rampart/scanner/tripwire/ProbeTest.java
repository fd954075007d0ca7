package dev.rampart.scanner.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.scanner.tripwire.Observation.Absent;
import dev.rampart.scanner.tripwire.Observation.Unseen;
import dev.rampart.scanner.tripwire.Observation.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {

    @TempDir
    Path root;

    @TempDir
    Path proc;

    @Test
    void namespaceLinksAreReadWithoutBeingFollowed() throws Exception {
        // Given
        Files.createDirectories(root.resolve("proc/1/ns"));
        Files.createSymbolicLink(root.resolve("proc/1/ns/pid"), Path.of("pid:[17]"));
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[18]"));
        Files.writeString(proc.resolve("self/ns/net"), "no link");

        // When
        var seen = probe(Optional.empty()).observe();

        // Then
        assertThat(seen.hostPid()).isEqualTo(new Value("pid:[17]"));
        assertThat(seen.ownPid()).isEqualTo(new Value("pid:[18]"));
        assertThat(seen.hostNet()).isEqualTo(new Absent());
        assertThat(seen.ownNet()).isInstanceOf(Unseen.class);
    }

    @Test
    void theMachineIdIsReadThroughTheHostThatChecksUse() {
        // When
        var seen = probe(Optional.of("/var/lib/kubelet/pods/uid")).observe();

        // Then
        assertThat(seen.machineId()).isEqualTo(new Value("abc\n"));
        assertThat(seen.podDirectory()).isEqualTo(new Absent());
    }

    @Test
    void aPodWithoutUidHasNoDirectoryToLookFor() {
        // When / Then
        assertThat(probe(Optional.empty()).observe().podDirectory()).isEqualTo(new Unseen("POD_UID is not set"));
    }

    @Test
    void theRealLinksOfThisProcessAreReadable() {
        // When
        var seen = new Probe(host(), Path.of("/"), Path.of("/proc"), Optional.empty()).observe();

        // Then
        assertThat(seen.ownPid())
                .isInstanceOfSatisfying(Value.class, v -> assertThat(v.text()).matches("pid:\\[\\d+]"));
    }

    private Probe probe(Optional<String> podDirectory) {
        return new Probe(host(), root, proc, podDirectory);
    }

    private static MemoryHost host() {
        return new MemoryHost(
                Map.of("/etc/machine-id", new FileRead.Content("abc\n".getBytes(StandardCharsets.UTF_8), false)),
                Map.of());
    }
}
