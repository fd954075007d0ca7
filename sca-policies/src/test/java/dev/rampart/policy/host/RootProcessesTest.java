package dev.rampart.policy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RootProcessesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private final RootHost machine = new RootHost(Path.of("/"));
    private RootHost host = machine;

    @BeforeEach
    void aRoot() {
        host = new RootHost(root);
    }

    @Test
    void theProcessesOfThisMachineAreListed() {
        var self = ProcessHandle.current();

        var list = (ProcessList.Listed) machine.processes();

        assertThat(list.processes())
                .extracting(HostProcess::pid)
                .contains(1, (int) self.pid())
                .doesNotHaveDuplicates();
        assertThat(list.processes())
                .filteredOn(p -> p.pid() == self.pid())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.name()).isEqualTo("java");
                    assertThat(p.argv0()).endsWith("java");
                    assertThat(p.zombie()).isFalse();
                });
        assertThat(list.psInstalled())
                .isEqualTo(Files.exists(Path.of("/bin/ps")) || Files.exists(Path.of("/usr/bin/ps")));
    }

    @Test
    void zombiesAndOddNamesAreListedAsTheyAre() throws Exception {
        var odd = root.resolve("a) Z (b");
        Files.copy(Path.of("/bin/sleep"), odd);
        var process = new ProcessBuilder(odd.toString(), "300").start();
        // The shell becomes a program that never waits, so its child stays a zombie.
        var parent = new ProcessBuilder("sh", "-c", "sh -c 'exit 0' & exec sleep 300").start();
        try {
            HostProcess zombie = null;
            while (zombie == null) {
                var listed = ((ProcessList.Listed) machine.processes()).processes();
                zombie = listed.stream()
                        .filter(p -> p.zombie() && parentOf(p.pid()) == parent.pid())
                        .findFirst()
                        .orElse(null);
            }
            assertThat(zombie.name()).isEqualTo("sh");
            assertThat(zombie.argv0()).isEmpty();
            assertThat(((ProcessList.Listed) machine.processes()).processes())
                    .filteredOn(p -> p.pid() == process.pid())
                    .singleElement()
                    .isEqualTo(new HostProcess((int) process.pid(), "a) Z (b", odd.toString(), false));
        } finally {
            process.destroyForcibly();
            parent.destroyForcibly();
        }
    }

    private static long parentOf(int pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(-1L);
    }

    @Test
    void aRootWithoutProcHasNoProcessList() {
        assertThat(host.processes()).isInstanceOf(ProcessList.Unavailable.class);
    }

    @Test
    void psIsLookedForInsideTheRoot() throws Exception {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("bin"), Path.of("/usr/bin"));
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(root.resolve("proc/1/stat"), "1 (init) S 0 1 1");
        Files.writeString(root.resolve("proc/1/cmdline"), "/sbin/init\0--x\0");

        assertThat(host.processes())
                .isEqualTo(new ProcessList.Listed(List.of(new HostProcess(1, "init", "/sbin/init", false)), false));
        Files.writeString(root.resolve("usr/bin/ps"), "x");
        assertThat(((ProcessList.Listed) host.processes()).psInstalled()).isTrue();
    }

    @Test
    void aProcThatHidesTheFirstProcessIsNoList() throws Exception {
        Files.createDirectories(root.resolve("proc/77"));
        Files.writeString(root.resolve("proc/77/stat"), "77 (mine) S 1 1 1");

        assertThat(host.processes()).isInstanceOf(ProcessList.Unavailable.class);
        Files.createDirectories(root.resolve("proc/1"));
        assertThat(host.processes()).isInstanceOf(ProcessList.Unavailable.class);
    }
}
