package dev.rampart.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VectorsCommandTest {

    private static final String TOKENS =
            "{\"id\":\"%s\",\"kind\":\"tokens\",\"category\":\"words\",\"engine\":\"4.14.5\",\"command\":\"a b\",\"expected\":%s}";

    private static final String RIGHT = TOKENS.formatted("right", "[\"a\",\"b\"]");
    private static final String WRONG = TOKENS.formatted("wrong", "[\"a b\"]");

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {}

    private Run vectors(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = new CommandLine(new VectorsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(words), Stream.of(folder.toString()))
                        .toArray(String[]::new));
        return new Run(exit, out.toString(), err.toString());
    }

    private void write(String... lines) throws IOException {
        Files.write(folder.resolve("tokens.jsonl"), List.of(lines));
    }

    @Test
    void theLastLineCountsAndTheExitCodeTells() throws Exception {
        write(RIGHT);

        var run = vectors();

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("tokens.jsonl: 1/1\n  words: 1/1\n1 passed, 0 failed\n");
    }

    @Test
    void differencesShowBothSides() throws Exception {
        write(RIGHT, WRONG, WRONG);

        var run = vectors("--differences", "1");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("  words: 1/3", "expected  [\"a b\"]", "got       [\"a\",\"b\"]", "1 more difference:")
                .endsWith("1 passed, 2 failed\n");
    }

    @Test
    void aFilterChoosesCases() throws Exception {
        write(RIGHT, WRONG);

        assertThat(vectors("--filter", "right").out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void whatCannotBeRunIsSaidInOneSentence() throws Exception {
        assertThat(vectors().exit()).isEqualTo(2);
        assertThat(vectors().err()).contains("has no cases").doesNotContain("\tat ");
        write("{");
        assertThat(vectors().err()).contains("tokens.jsonl:1: not JSON");
        assertThat(vectors("--jobs", "0").exit()).isEqualTo(2);
    }
}
