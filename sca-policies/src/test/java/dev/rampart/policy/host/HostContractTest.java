package dev.rampart.policy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declared host answers as a real one with the same tree does. */
class HostContractTest {

    private static final List<String> PATHS = List.of(
            "/etc/file",
            "/etc",
            "/",
            "",
            ".",
            "..",
            "file",
            "../etc/file",
            "./file",
            "x/../file",
            "/etc/file/",
            "/etc/file/x",
            "/etc/./file",
            "/etc//file",
            "/etc/dir/../file",
            "/etc/dir/",
            "/etc/dir/.",
            "/etc/dir/..",
            "/missing",
            "/missing/x",
            "/missing/../etc/file",
            "/etc/file/..",
            "/link",
            "/link/",
            "/link/x",
            "/dirlink",
            "/dirlink/",
            "/dirlink/sub",
            "/dirlink/../file",
            "/up",
            "/dangling",
            "/dangling/x",
            "/loop",
            "/loop/x",
            "/self",
            "/self/x",
            "/pipe",
            "/pipe/",
            "/pipe/x",
            "/etc/empty",
            "/etc/dir/sub",
            "/slash",
            "/slash/etc/file",
            "/link-to-link",
            "/file-slash",
            "/dir-slash",
            "/\u00e9",
            "/" + "x".repeat(255),
            "/" + "x".repeat(256),
            "/" + "x".repeat(5000),
            "/a\0b",
            "/\u20ac",
            "/new\nline",
            "/../../etc/file",
            "/etc/binary");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private Host real = MemoryHost.builder().build();

    private final Host declared = MemoryHost.builder()
            .workingDirectory("/etc")
            .file("/etc/file", "inside")
            .file("/etc/empty", "")
            .file("/etc/binary", "\0\u00ff\r\n")
            .file("/new\nline", "x")
            .directory("/etc/dir/sub")
            .directory("/none")
            .link("/link", "/etc/file")
            .link("/dirlink", "etc/dir")
            .link("/up", "../../../etc/file")
            .link("/dangling", "/nowhere")
            .link("/loop", "/loop2")
            .link("/loop2", "loop")
            .link("/self", "self")
            .link("/slash", "/")
            .link("/link-to-link", "link")
            .link("/file-slash", "etc/file/")
            .link("/dir-slash", "etc/dir/")
            .pipe("/pipe")
            .command(List.of("sh", "-c", "echo out; exit 3"), 3, "out\n")
            .build();

    @BeforeEach
    void theSameTree() throws Exception {
        real = new RootHost(root, "/etc");
        Files.createDirectories(root.resolve("etc/dir/sub"));
        Files.createDirectories(root.resolve("none"));
        Files.writeString(root.resolve("etc/file"), "inside");
        Files.writeString(root.resolve("etc/empty"), "");
        Files.write(root.resolve("etc/binary"), new byte[] {0, (byte) 0xff, '\r', '\n'});
        Files.writeString(root.resolve("new\nline"), "x");
        for (var link : List.of(
                List.of("link", "/etc/file"),
                List.of("dirlink", "etc/dir"),
                List.of("up", "../../../etc/file"),
                List.of("dangling", "/nowhere"),
                List.of("loop", "/loop2"),
                List.of("loop2", "loop"),
                List.of("self", "self"),
                List.of("slash", "/"),
                List.of("link-to-link", "link"),
                List.of("file-slash", "etc/file/"),
                List.of("dir-slash", "etc/dir/"))) {
            // Not with Path, which takes the slash at the end away
            run("ln", "-s", link.get(1), root.resolve(link.get(0)).toString());
        }
        run("mkfifo", root.resolve("pipe").toString());
    }

    private static void run(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    private static String words(FileRead read) {
        return switch (read) {
            case FileRead.Content c ->
                "content " + c.truncated() + " " + new String(c.bytes(), StandardCharsets.ISO_8859_1);
            case FileRead.Missing m -> "missing";
            case FileRead.NotRegular n -> "not regular: " + n.kind();
            case FileRead.Denied d -> "denied";
        };
    }

    /** The order is each one's own. */
    private static String words(Listing listing) {
        return switch (listing) {
            case Listing.Entries e ->
                "entries " + e.networkMount() + " " + e.truncated() + " "
                        + e.entries().stream()
                                .sorted(Comparator.comparing(Listing.Entry::name))
                                .toList();
            case Listing.Missing m -> "missing";
            case Listing.NotDirectory n -> "no directory";
            case Listing.Denied d -> "denied";
        };
    }

    @Test
    void everyPathGetsTheSameAnswers() {
        var differences = new ArrayList<String>();
        for (var path : PATHS) {
            compare(
                    differences,
                    "kind " + path,
                    real.kind(path).name(),
                    declared.kind(path).name());
            compare(differences, "read " + path, words(real.read(path, 100)), words(declared.read(path, 100)));
            compare(differences, "read 3 of " + path, words(real.read(path, 3)), words(declared.read(path, 3)));
            compare(differences, "list " + path, words(real.list(path, 100)), words(declared.list(path, 100)));
            compare(differences, "list 0 of " + path, words(real.list(path, 0)), words(declared.list(path, 0)));
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(List<String> differences, String question, String real, String declared) {
        if (!real.equals(declared)) {
            differences.add(question + ": really " + real + ", declared " + declared);
        }
    }

    @Test
    void aDirectoryIsCutAtItsLimit() {
        for (var host : List.of(real, declared)) {
            assertThat(host.list("/", 3)).isInstanceOfSatisfying(Listing.Entries.class, e -> {
                assertThat(e.entries()).hasSize(3);
                assertThat(e.truncated()).isTrue();
            });
            assertThat(host.list("/etc", 4)).isInstanceOfSatisfying(Listing.Entries.class, e -> {
                assertThat(e.entries()).hasSize(4);
                assertThat(e.truncated()).isFalse();
            });
        }
    }

    @Test
    void commandsGetTheSameAnswers() {
        var here = new RootHost(Path.of("/"));
        for (var host : List.of(here, declared)) {
            assertThat(host.run(List.of("sh", "-c", "echo out; exit 3"), Duration.ofSeconds(20), 100))
                    .isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
                        assertThat(f.exitCode()).isEqualTo(3);
                        assertThat(f.output()).asString().isEqualTo("out\n");
                    });
            assertThat(host.run(List.of("sh", "-c", "echo out; exit 3"), Duration.ofSeconds(20), 2))
                    .isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
                        assertThat(f.exitCode()).isEqualTo(137);
                        assertThat(f.output()).asString().isEqualTo("ou");
                        assertThat(f.truncated()).isTrue();
                    });
            assertThat(host.run(List.of("rampart-no-such-program"), Duration.ofSeconds(20), 100))
                    .isEqualTo(new CommandResult.NotInstalled("rampart-no-such-program"));
        }
    }

    @Test
    void aDeclaredDirectoryWithoutRightsDeniesWhatIsInIt() {
        var host = MemoryHost.builder()
                .file("/closed/f", "x")
                .closedDirectory("/closed")
                .file("/search/f", "x")
                .searchOnlyDirectory("/search")
                .unreadableFile("/secret")
                .networkMount("/net")
                .build();

        assertThat(host.kind("/closed/f")).isEqualTo(FileKind.DENIED);
        assertThat(host.kind("/closed")).isEqualTo(FileKind.DIRECTORY);
        assertThat(host.list("/closed", 9)).isInstanceOf(Listing.Denied.class);
        assertThat(host.kind("/search/f")).isEqualTo(FileKind.REGULAR);
        assertThat(host.list("/search", 9)).isInstanceOf(Listing.Denied.class);
        assertThat(host.kind("/secret")).isEqualTo(FileKind.REGULAR);
        assertThat(host.read("/secret", 9)).isInstanceOf(FileRead.Denied.class);
        assertThat(((Listing.Entries) host.list("/net", 9)).networkMount()).isTrue();
    }

    @Test
    void declaredProcessesAreListed() {
        var host = MemoryHost.builder()
                .process(1, "init", "/sbin/init")
                .zombie(7, "gone")
                .withoutPs()
                .build();

        assertThat(host.processes())
                .isEqualTo(new ProcessList.Listed(
                        List.of(new HostProcess(1, "init", "/sbin/init", false), new HostProcess(7, "gone", "", true)),
                        false));
        assertThat(declared.processes()).isInstanceOf(ProcessList.Unavailable.class);
    }
}
