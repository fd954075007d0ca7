package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSourceTest {

    @TempDir
    private Path folder;

    @Test
    void aGivenKubeconfigWinsOverTestcluster() {
        assertThat(ClusterSource.choose(Optional.of(Path.of("/k")), program("true")))
                .isEqualTo(new ClusterSource.Given(Path.of("/k")));
    }

    @Test
    void withNeitherOneSentenceNamesBothWays() {
        var absent = folder.resolve("testcluster");
        assertThatThrownBy(() -> ClusterSource.choose(Optional.empty(), absent))
                .hasMessageContaining("-Drampart.test.kubeconfig=FILE")
                .hasMessageContaining(absent.toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void aKubeconfigThatCannotBeReadIsNamed() {
        var absent = folder.resolve("kubeconfig");
        assertThatThrownBy(() -> new ClusterSource.Given(absent).start())
                .hasMessageContaining("rampart.test.kubeconfig names " + absent);
    }

    @Test
    void whatAFailingProgramSaidIsShown() {
        var program = program("echo no port is free >&2; exit 3");
        assertThatThrownBy(() -> new ClusterSource.Testcluster(program, "it-1").start())
                .hasMessageContaining("up --control-plane-only --name it-1 ended with exit code 3")
                .hasMessageContaining("no port is free");
    }

    @Test
    void aProgramThatHangsIsEndedWithItsChildren() {
        // Given
        var program = program("echo started; sleep 1000");
        // When, Then
        assertThatThrownBy(() -> Command.of(program).run(Duration.ofSeconds(2)))
                .hasMessageContaining("did not end within 2 s")
                .hasMessageContaining("started");
        assertThat(ProcessHandle.current().descendants()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void testclusterIsAskedForThePathOfItsKubeconfig() {
        var program = program("test \"$1\" != kubeconfig || echo /the/path");
        assertThat(new ClusterSource.Testcluster(program, "it-1").start()).isEqualTo(Path.of("/the/path"));
    }

    private Path program(String script) {
        try {
            var file = Files.createTempFile(folder, "program", ".sh");
            Files.writeString(file, "#!/bin/sh\n" + script + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
