package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kubectl apply -f install} on a real API server: in one go, and a second time it changes nothing. */
class PlainYamlIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final String INSTALL = Chart.ROOT.resolve("install").toString();

    private final Kubectl kubectl = new Kubectl(API.kubeconfigFile());

    private static int objects() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(INSTALL))) {
            return files.mapToInt(f -> (int) Chart.read(f)
                            .lines()
                            .filter(l -> l.startsWith("kind:"))
                            .count())
                    .sum();
        }
    }

    @AfterEach
    void remove() {
        kubectl.removeInstalled();
        assertThat(kubectl.installed()).isEmpty();
    }

    @Test
    void onTheClientsSide() throws IOException {
        // When
        var first = kubectl.run("apply", "-f", INSTALL);

        // Then
        assertClean(first);
        assertThat(first.output().lines()).hasSize(objects()).allMatch(l -> l.endsWith(" created"));
        assertThat(kubectl.installed()).hasSize(objects());

        // When
        var second = kubectl.run("apply", "-f", INSTALL);

        // Then
        assertClean(second);
        assertThat(second.output().lines()).hasSize(objects()).allMatch(l -> l.endsWith(" unchanged"));
    }

    @Test
    void onTheServersSide() throws IOException {
        // When
        assertClean(kubectl.run("apply", "--server-side", "-f", INSTALL));

        // Then
        var objects = kubectl.installed();
        assertThat(objects).hasSize(objects());

        // When
        assertClean(kubectl.run("apply", "--server-side", "-f", INSTALL));

        // Then
        assertThat(kubectl.installed()).isEqualTo(objects);
    }

    /** A warning is something that a reader has to understand. */
    private static void assertClean(Command.Ended ended) {
        assertThat(ended.error()).isEmpty();
    }
}
