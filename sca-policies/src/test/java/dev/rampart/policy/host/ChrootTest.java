package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a root of their own: a few programs of this machine with the libraries that they need. */
@Timeout(60)
class ChrootTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @BeforeEach
    void aSmallRoot() throws Exception {
        var needs = missing();
        if (!needs.isEmpty()) {
            System.out.println("NOT RUN: ChrootTest: needs " + needs);
        }
        assumeTrue(needs.isEmpty(), "needs " + needs);
        for (var program : List.of("sh", "cat", "stat")) {
            install(program);
        }
        Files.writeString(Files.createDirectories(root.resolve("etc")).resolve("here"), "of the root\n");
    }

    private static String missing() throws Exception {
        var uid = new ProcessBuilder("id", "-u").start();
        if (!new String(uid.getInputStream().readAllBytes(), UTF_8).strip().equals("0")) {
            return "root";
        }
        return Files.exists(Path.of("/usr/bin/ldd")) ? "" : "ldd";
    }

    private void install(String program) throws IOException {
        var file = Path.of("/bin", program).toRealPath();
        copy(file, "/bin/" + program);
        var ldd = new ProcessBuilder("ldd", file.toString())
                .redirectErrorStream(true)
                .start();
        var libraries = LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes(), UTF_8));
        while (libraries.find()) {
            copy(Path.of(libraries.group(1)).toRealPath(), libraries.group(1));
        }
    }

    private void copy(Path file, String to) throws IOException {
        var target = root.resolve(to.substring(1));
        Files.createDirectories(target.resolveSibling(""));
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(file, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private CommandResult run(String... argv) {
        return new RootHost(root).run(List.of(argv), LONG, 10_000);
    }

    private String output(String... argv) {
        var result = run(argv);
        assertThat(result).isInstanceOf(CommandResult.Finished.class);
        return new String(((CommandResult.Finished) result).output(), UTF_8);
    }

    @Test
    void aCommandSeesTheRootsOwnFiles() {
        assertThat(output("cat", "/etc/here")).isEqualTo("of the root\n");
        assertThat(output("sh", "-c", "cd ../../..; cat etc/here")).isEqualTo("of the root\n");
    }

    @Test
    void anAbsoluteLinkIsFollowedInTheRoot() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of("/etc/here"));

        assertThat(output("cat", "/etc/link")).isEqualTo("of the root\n");
    }

    @Test
    void aProgramThatTheRootLacksIsNotInstalled() {
        assertThat(run("systemctl", "is-active", "x")).isEqualTo(new CommandResult.NotInstalled("systemctl"));
    }

    @Test
    void aProgramThatEndsWith127HasFinished() {
        assertThat(run("sh", "-c", "test -e /etc/missing || exit 127"))
                .isInstanceOfSatisfying(
                        CommandResult.Finished.class,
                        f -> assertThat(f.exitCode()).isEqualTo(127));
    }

    @Test
    void aProgramThatMayNotBeExecutedIsNotStarted() throws IOException {
        Files.setPosixFilePermissions(root.resolve("bin/cat"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("cat", "/etc/here")).isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void aRootThatIsNotThereStartsNothing() {
        assertThat(new RootHost(root.resolve("missing")).run(List.of("cat", "/x"), LONG, 1000))
                .isInstanceOf(CommandResult.NotStarted.class);
    }
}
