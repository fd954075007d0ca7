package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int answer(String... args) {
        return Main.answer(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void versionIsTheBuilds() {
        // When
        int code = answer("--version");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("rampart-scanner \\d+\\.\\d+\\.\\d+.*\\n");
    }

    @Test
    void helpNamesEverySetting() {
        // When
        int code = answer("--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("NODE_NAME", "POD_UID", "HOST_ROOT", "KUBELET_DIR", "KUBERNETES_SERVICE_HOST");
    }

    @Test
    void anythingElseIsWrongUse() {
        // When
        int code = answer("--version", "--now");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--version --now")
                .contains("--help");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
