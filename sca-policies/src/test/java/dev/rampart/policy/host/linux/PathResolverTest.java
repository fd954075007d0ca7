package dev.rampart.policy.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's own way and the walk for old kernels say the same of everything. */
class PathResolverTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Syscalls calls = new Syscalls();
    private Path root = Path.of("/");

    @BeforeEach
    void aNastyTree() throws IOException, InterruptedException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.writeString(folder.resolve("secret"), "outside");
        Files.createDirectories(root.resolve("etc/dir/sub"));
        Files.writeString(root.resolve("etc/file"), "inside");
        Files.writeString(root.resolve("etc/new\nline"), "x");
        Files.createDirectories(root.resolve("proc-like/1234"));
        link("absolute", "/etc/file");
        link("absolute-dir", "/etc/dir");
        link("relative", "etc/file");
        link("up", "../../../../etc/file");
        link("etc/dir/sub/up", "../../file");
        link("through", "/absolute-dir/../file");
        link("dangling", "/nowhere/at/all");
        link("dangling-here", "gone");
        link("loop-a", "/loop-b");
        link("loop-b", "loop-a");
        link("self", "self");
        link("to-slash", "/");
        link("to-points", "..");
        link("file-slash", "etc/file/");
        link("dir-slash", "etc/dir/");
        link("file-point", "etc/file/.");
        link("into-file", "etc/file/x");
        link("to-secret", folder.resolve("secret").toString());
        link("root-itself", root.toString());
        link("long", "x".repeat(300));
        link("n0", "etc/file");
        for (int i = 1; i <= 45; i++) {
            link("n" + i, "n" + (i - 1));
        }
        run("mkfifo", root.resolve("pipe").toString());
        // Names that are no UTF-8, which Java's own paths cannot express everywhere
        run(
                "sh",
                "-c",
                "printf x > \"$(printf '" + root + "/caf\\351')\"; ln -s \"$(printf 'caf\\351')\" " + root
                        + "/to-latin");
    }

    private static void run(String... argv) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    private static List<String> paths() {
        var names = new ArrayList<>(List.of(
                "absolute",
                "absolute-dir",
                "relative",
                "up",
                "etc/dir/sub/up",
                "through",
                "dangling",
                "dangling-here",
                "loop-a",
                "self",
                "to-slash",
                "to-points",
                "file-slash",
                "dir-slash",
                "file-point",
                "into-file",
                "to-secret",
                "root-itself",
                "long",
                "pipe",
                "etc",
                "etc/file",
                "etc/dir",
                "missing",
                "missing/x",
                "etc/file/x",
                "etc/file/..",
                "etc/missing/..",
                "etc/dir/../../../../etc/file",
                "absolute-dir/../file",
                "to-slash/etc/file",
                "to-points/etc/file",
                "absolute-dir/sub/up",
                "etc//./dir///sub/",
                "..",
                "../..",
                "../secret",
                ".",
                "etc/new\nline",
                "new\nline",
                "caf\u00e9",
                "to-latin",
                "caf\u00c3\u00a9",
                "n39",
                "n40",
                "n41",
                "n45",
                "x".repeat(255),
                "x".repeat(256),
                "a/".repeat(2048) + "x",
                "/".repeat(4094) + "etc",
                "./".repeat(2046) + "etc",
                "y".repeat(5000),
                "pipe/",
                "pipe/x",
                "to-slash/to-slash/to-slash/etc/file",
                "etc/\0file",
                "\u20ac"));
        var paths = new ArrayList<>(List.of("", "/", "//", "/.", "/.."));
        for (var name : names) {
            paths.addAll(List.of(name, "/" + name, name + "/", name + "/.", name + "/..", name + "//"));
        }
        return paths;
    }

    private void assertSame(String root, List<String> paths) {
        var oneCall = new RootDirectory(root);
        var walk = new RootDirectory(root, true);
        var differences = new TreeMap<String, String>();
        int found = 0;
        for (var path : paths) {
            for (boolean follow : new boolean[] {true, false}) {
                var expected = BothWays.answer(calls, oneCall, path, follow);
                found += expected.startsWith("inode") ? 1 : 0;
                var actual = BothWays.answer(calls, walk, path, follow);
                if (!actual.equals(expected)) {
                    differences.put(path + (follow ? "" : " (itself)"), expected + " but " + actual);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(found).isPositive();
    }

    private boolean hasOpenAt2() throws ErrnoException {
        int descriptor = calls.open(Syscalls.AT_FDCWD, "/", Syscalls.O_PATH);
        try {
            return OpenAt2.isPossible(calls, descriptor);
        } finally {
            calls.close(descriptor);
        }
    }

    private void assumeOpenAt2() throws ErrnoException {
        if (!hasOpenAt2()) {
            System.out.println("NOT RUN: PathResolverTest: needs openat2 (Linux 5.6)");
        }
        assumeTrue(hasOpenAt2());
    }

    @Test
    void bothWaysSayTheSameOfANastyTree() throws ErrnoException {
        assumeOpenAt2();

        assertSame(root.toString(), paths());
    }

    @Test
    void bothWaysSayTheSameOfProcAndItsMagicLinks() throws ErrnoException {
        assumeOpenAt2();

        assertSame(
                "/",
                List.of(
                        "/proc/self",
                        "/proc/self/comm",
                        "/proc/mounts",
                        "/proc/net/dev",
                        "/proc/thread-self/comm",
                        "/proc/self/exe",
                        "/proc/self/root",
                        "/proc/self/root/etc",
                        "/proc/self/cwd/x",
                        "/proc/self/fd/0",
                        "/proc/1/exe",
                        "/proc/1/root/etc/passwd",
                        "/proc/self/ns/pid",
                        "/proc/self/task",
                        "/sys/class/net",
                        "/sys/class/net/lo/mtu",
                        "/dev/null",
                        "/dev/stdin",
                        "/dev/fd",
                        "/proc/sys/kernel/ostype",
                        "/proc/missing",
                        "/proc/self/../version"));
    }

    @Test
    void everyPathStaysInsideWithBothWays() {
        for (var directory : List.of(new RootDirectory(root.toString()), new RootDirectory(root.toString(), true))) {
            for (var path : paths()) {
                var answer = BothWays.answer(calls, directory, path, true);
                if (answer.startsWith("inode")) {
                    assertThat(answer.substring(answer.indexOf(" /") + 1)).startsWith(root.toString());
                }
            }
        }
    }

    @Test
    void aMagicLinkIsALoopWithBothWays() {
        for (var directory : List.of(new RootDirectory("/"), new RootDirectory("/", true))) {
            assertThat(BothWays.answer(calls, directory, "/proc/self/exe", true))
                    .isEqualTo("errno " + ErrnoException.ELOOP);
            assertThat(BothWays.answer(calls, directory, "/proc/self/root/etc", true))
                    .isEqualTo("errno " + ErrnoException.ELOOP);
        }
    }

    @Test
    void bothWaysSayTheSameToAUserWithoutRights() throws Exception {
        var places = List.of("open", "search", "list", "closed");
        for (var name : places) {
            Files.createDirectories(root.resolve(name));
            Files.writeString(root.resolve(name + "/f"), "x");
        }
        link("to-closed", "/closed/f");
        link("to-search", "/search/f");
        run("chmod", "711", root.resolve("search").toString());
        run("chmod", "744", root.resolve("list").toString());
        run("chmod", "700", root.resolve("closed").toString());
        run("chmod", "755", folder.toString(), root.toString());
        boolean isRoot = ProcessHandle.current().info().user().orElse("").equals("root");
        if (!isRoot || !Files.exists(Path.of("/usr/bin/setpriv"))) {
            System.out.println("NOT RUN: PathResolverTest.bothWaysSayTheSameToAUserWithoutRights: needs root, setpriv");
        }
        assumeTrue(isRoot && Files.exists(Path.of("/usr/bin/setpriv")));

        var java = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        copyOfClasses(),
                        BothWays.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
        var lines = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(lines).hasSize(18);
        assertThat(lines).allSatisfy(line -> {
            var answers = line.substring(line.indexOf(": ") + 2);
            int middle = answers.indexOf(" = ");
            assertThat(answers.substring(middle + 3)).as(line).isEqualTo(answers.substring(0, middle));
        });
        assertThat(lines).contains("closed/f: errno 13 = errno 13", "list/f: errno 13 = errno 13");
        assertThat(lines).anyMatch(l -> l.startsWith("search/f: inode"));
    }

    /** The build's own folder may be closed to others. */
    private String copyOfClasses() throws Exception {
        var copy = folder.resolve("classes");
        Files.createDirectories(copy);
        for (var one : List.of(BothWays.class, Syscalls.class)) {
            var place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            run("cp", "-r", place + "/.", copy.toString());
        }
        run("chmod", "-R", "a+rX", copy.toString());
        return copy.toString();
    }
}
