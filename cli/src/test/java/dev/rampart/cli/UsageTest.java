package dev.rampart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.FixedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no cluster: usage, help, and what is said when there is none. */
class UsageTest {

    record Said(int exit, String out, String err) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                       | a command is missing",
                "statsu                   | Unmatched argument at index 0: 'statsu'",
                "status -o xml            | expected one of [table, json]",
                "recheck --wait=soon      | 'soon' is not a time: write 90s, 5m or 1h",
                "status --kubeconfig none | --kubeconfig: none cannot be read",
            })
    void wrongUsageIsNamed(String words, String message) {
        // When
        var said = rampart(words.isEmpty() ? new String[0] : words.split(" ", -1));
        // Then
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains(message);
        assertThat(said.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--help,rampart recheck --wait",
        "scan --help,--only 3001",
        "status --help,-o json",
        "recheck --help,--wait=2m"
    })
    void helpShowsExamples(String words, String example) {
        var said = rampart(words.split(" ", -1));
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Examples:", example);
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(rampart("--version").out()).matches("rampart [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void anUnknownContextListsTheKnownOnes(@TempDir Path folder) throws Exception {
        var said = rampart("status", "--kubeconfig", kubeconfig(folder), "--context", "prod");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("--context: there is no context 'prod'; the kubeconfig has: dev, test");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed(@TempDir Path folder) throws Exception {
        // Given: port 1, where nobody listens
        // When
        var said = rampart("status", "--kubeconfig", kubeconfig(folder));
        // Then
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("The cluster does not answer: no connection");
        assertThat(said.err().lines()).hasSize(1);
    }

    private static String kubeconfig(Path folder) throws Exception {
        return Files.writeString(folder.resolve("kubeconfig"), """
                        apiVersion: v1
                        kind: Config
                        current-context: dev
                        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                        users: [{name: u, user: {token: t}}]
                        contexts:
                        - {name: dev, context: {cluster: c, user: u}}
                        - {name: test, context: {cluster: c, user: u}}
                        """).toString();
    }

    private static Said rampart(String... words) {
        return rampart(FixedClock.at("2026-11-24T12:00:00Z"), words);
    }

    static Said rampart(Clock clock, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Main.commandLine(clock, Subcommand.meantBy(words))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Said(exit, out.toString(), err.toString());
    }
}
