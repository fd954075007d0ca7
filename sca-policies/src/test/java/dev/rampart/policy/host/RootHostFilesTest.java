package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootHostFilesTest {

    private static final Path SLASH = Path.of("/");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path outside;

    private Path root = SLASH;
    private RootHost host = new RootHost(SLASH);

    @BeforeEach
    void aRootBesideASecret() throws IOException {
        root = Files.createDirectories(outside.resolve("root"));
        host = new RootHost(root);
        Files.writeString(outside.resolve("secret"), "outside");
        Files.createDirectories(root.resolve("etc/dir"));
        Files.writeString(root.resolve("etc/file"), "inside");
        Files.writeString(root.resolve("secret"), "the root's own");
    }

    private static String text(FileRead read) {
        assertThat(read).isInstanceOf(FileRead.Content.class);
        return new String(((FileRead.Content) read).bytes(), UTF_8);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    @Test
    void readsAFileOfTheRoot() {
        assertThat(text(host.read("/etc/file", 100))).isEqualTo("inside");
        assertThat(text(host.read("/etc/./dir//../file", 100))).isEqualTo("inside");
        assertThat(host.kind("/etc/file")).isEqualTo(FileKind.REGULAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../secret", "/etc/../../secret", "/../../../../../../../../secret", "/etc/dir/../../../secret"
            })
    void pointsNeverLeadOutOfTheRoot(String path) {
        assertThat(text(host.read(path, 100))).isEqualTo("the root's own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/secret", "../../../../../secret", "../secret", "/../secret", "/etc/../../secret"})
    void linksNeverLeadOutOfTheRoot(String target) throws IOException {
        link("etc/link", target);

        assertThat(text(host.read("/etc/link", 100))).isEqualTo("the root's own");
    }

    @Test
    void anAbsoluteLinkToTheRealPlaceOfTheSecretLeadsNowhere() throws IOException {
        link("etc/link", outside.resolve("secret").toString());

        assertThat(host.read("/etc/link", 100)).isEqualTo(new FileRead.Missing());
        assertThat(host.kind("/etc/link")).isEqualTo(FileKind.MISSING);
    }

    @Test
    void aDirectoryThatIsALinkIsFollowedInsideTheRoot() throws IOException {
        link("config", "/etc");
        link("etc/again", "/config/file");

        assertThat(text(host.read("/config/again", 100))).isEqualTo("inside");
    }

    @Test
    void linksInACircleAreUnreachable() throws IOException {
        link("a", "/b");
        link("b", "a");

        assertThat(host.kind("/a")).isEqualTo(FileKind.UNREACHABLE);
        assertThat(host.read("/a", 100)).isEqualTo(new FileRead.Denied("links turn in a circle"));
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, MISSING",
        "/missing/x, MISSING",
        "/etc/file/x, NOT_A_DIRECTORY",
        "/etc/file/, NOT_A_DIRECTORY",
        "/etc/file/., NOT_A_DIRECTORY",
        "/etc/dir, DIRECTORY",
        "/, DIRECTORY"
    })
    void saysWhatAPathIs(String path, FileKind expected) {
        assertThat(host.kind(path)).isEqualTo(expected);
    }

    @Test
    void aNameThatIsTooLongOrHoldsNulIsUnreachable() {
        assertThat(host.kind("/" + "x".repeat(300))).isEqualTo(FileKind.UNREACHABLE);
        assertThat(host.kind("/a\0b")).isEqualTo(FileKind.UNREACHABLE);
    }

    @Test
    @Timeout(4)
    void aPipeIsNeverOpened() throws Exception {
        var pipe = root.resolve("etc/pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(host.kind("/etc/pipe")).isEqualTo(FileKind.OTHER);
        assertThat(host.read("/etc/pipe", 100)).isEqualTo(new FileRead.NotRegular(FileKind.OTHER));
    }

    @Test
    @Timeout(4)
    void aDeviceIsNeverOpened() {
        var machine = new RootHost(SLASH);

        assertThat(machine.kind("/dev/zero")).isEqualTo(FileKind.OTHER);
        assertThat(machine.read("/dev/zero", 100)).isEqualTo(new FileRead.NotRegular(FileKind.OTHER));
    }

    @Test
    void aLargeFileIsCutAndSaysSo() throws IOException {
        Files.writeString(root.resolve("big"), "x".repeat(11));

        assertThat(((FileRead.Content) host.read("/big", 10)).truncated()).isTrue();
        assertThat(((FileRead.Content) host.read("/big", 11)).truncated()).isFalse();
        assertThat(text(host.read("/big", 10))).hasSize(10);
    }

    @Test
    void pseudoFilesAreReadAlthoughTheirSizeIsZero() {
        var machine = new RootHost(SLASH);

        assertThat(text(machine.read("/proc/sys/kernel/ostype", 100))).isEqualTo("Linux\n");
        assertThat(text(machine.read("/proc/self/../self/comm", 100))).isNotBlank();
    }

    @Test
    void aLinkOfProcIsFollowedByItsTextAndSoStaysInside() throws IOException {
        // Given a root whose process file system is this machine's, as in a container
        link("proc-cwd", Path.of("/proc/self/root").toString());

        assertThat(host.kind("/proc-cwd/etc/file")).isEqualTo(FileKind.MISSING);
    }

    @Test
    void aRelativeRootIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RootHost(Path.of("host")));
    }

    @Test
    void aCommandOfTheMachineItselfNeedsNoChroot() {
        var result = new RootHost(SLASH).run(java.util.List.of("echo", "a  b"), Duration.ofSeconds(20), 100);

        assertThat(result).isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
            assertThat(f.exitCode()).isZero();
            assertThat(new String(f.output(), UTF_8)).isEqualTo("a  b\n");
        });
    }
}
