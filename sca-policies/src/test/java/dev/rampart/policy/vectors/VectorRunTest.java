package dev.rampart.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorRunTest {

    private static final String CASE = """
            {"id":"a-4","kind":"check","category":"c","engine":"4.14.5","fixture":"none","files":{"x/y":"one"},\
            "rules":["f:${ROOT}/x/y -> r:one"],"condition":"all","expected":"%s"}
            """;

    @TempDir
    private Path folder;

    private VectorReport run(String... lines) throws IOException, InterruptedException {
        Files.write(folder.resolve("checks.jsonl"), List.of(lines));
        var vectors = VectorFolder.read(folder);
        return new VectorRun(vectors, 2).run(vectors.cases());
    }

    @Test
    void aWrongAnswerIsADifferenceWithBothSides() throws Exception {
        var report =
                run(CASE.formatted("passed").strip(), CASE.formatted("failed").strip());

        assertThat(report.counts()).containsExactly(new VectorReport.Count("checks.jsonl", "c", 1, 2));
        assertThat(report.failed()).singleElement().satisfies(a -> {
            assertThat(a.expected()).isEqualTo("failed");
            assertThat(a.got()).isEqualTo("passed");
        });
    }

    @Test
    void aKindThatIsNotKnownFailsAndIsNotPassedOver() throws Exception {
        var report = run("{\"id\":\"z\",\"kind\":\"new\",\"category\":\"c\",\"engine\":\"4.14.5\"}");

        assertThat(report.failed()).hasSize(1);
    }

    @Test
    void saysWhichLineIsNoJson() {
        assertThatIOException()
                .isThrownBy(() -> run("{}", "{\"id\":"))
                .withMessageContaining("checks.jsonl:2: not JSON");
    }

    @Test
    void aFolderWithoutCasesIsNoSuccess() {
        assertThatIOException().isThrownBy(() -> VectorFolder.read(folder)).withMessageContaining("has no cases");
        assertThatIOException()
                .isThrownBy(() -> VectorFolder.read(folder.resolve("absent")))
                .withMessageContaining("is not a folder");
    }
}
