package dev.rampart.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On this machine, with commands that misbehave. */
@Timeout(60)
class ScanProcessTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String policy(String... rules) throws IOException {
        var text = new StringBuilder("policy: {id: \"p\", file: f, name: n, description: d}\nchecks:\n");
        for (int i = 0; i < rules.length; i++) {
            text.append("- {id: " + (i + 1) + ", title: t, condition: none, rules: ['" + rules[i] + "']}\n");
        }
        return Files.writeString(folder.resolve("p.yml"), text).toString();
    }

    private static Surroundings here() {
        var real = Surroundings.ofThisProcess();
        return new Surroundings(real.host(), Screen.NONE, real.linux(), true);
    }

    @Test
    void aCommandThatFloodsAndOneThatNeverEndsAreUnknownInBoundedTime() throws Exception {
        // Given: "none", so that Wazuh passes the second
        var policy = policy(
                "c:yes -> r:^no$", "c:sleep 50 -> r:x", "c:sh -c \"trap : TERM; while :; do sleep 1; done\" -> r:x");
        var start = System.nanoTime();
        // When
        var run = Run.scan(here(), "--policy", policy, "--timeout", "1");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("passed 0, failed 0, not applicable 0, unknown 3; no score");
    }

    @Test
    void aRootThatIsALinkIsLookedInto() throws Exception {
        // Given
        var etc = Files.createDirectories(folder.resolve("tree/etc"));
        Files.writeString(etc.resolve("issue"), "hello\n");
        Files.createSymbolicLink(etc.resolve("link"), Path.of("/etc/issue"));
        var root = Files.createSymbolicLink(folder.resolve("root"), folder.resolve("tree"));
        // When
        var run = Run.scan(
                here(), "--policy", policy("not f:/etc/link -> r:^hello$"), "--root", root.toString(), "--explain");
        // Then
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("seen: hello");
    }

    @Test
    void aScanThatIsEndedLeavesNoCommandBehind() throws Exception {
        // Given
        var mark = folder.resolve("started");
        var policy = policy("c:sh -c \"echo $$ > " + mark + "; exec sleep 50\" -> r:x");
        var process = program("scan", "--policy", policy).start();
        while (!Files.exists(mark) || Files.readString(mark).isBlank()) {
            assertThat(process.isAlive()).as("the scan runs").isTrue();
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        long command = Long.parseLong(Files.readString(mark).strip());
        assertThat(ProcessHandle.of(command)).isPresent();
        // When: as SIGINT, which a test that runs in the background does not get
        process.destroy();
        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(folder.resolve("out.txt")).isEmptyFile();
        assertThat(ProcessHandle.of(command).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void noClassOfTheClusterClientIsLoaded() throws Exception {
        // When
        var log = folder.resolve("classes.txt");
        var process = program(
                        "-Xlog:class+load:file=" + log, "scan", "--policy", policy("f:/no/such/file"), "-o", "json")
                .start();
        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var loaded = Files.readString(log);
        assertThat(loaded).contains("dev.rampart.cli.scan.ScanCommand");
        assertThat(loaded).doesNotContain("fabric8", "dev.rampart.crds", "com.fasterxml.jackson.databind");
    }

    /** @param words options of the JVM start with a dash and stand before the command */
    private ProcessBuilder program(String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        int options = words[0].startsWith("-") ? 1 : 0;
        command.addAll(List.of(words).subList(0, options));
        command.add("dev.rampart.cli.Main");
        command.addAll(List.of(words).subList(options, words.length));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
    }
}
