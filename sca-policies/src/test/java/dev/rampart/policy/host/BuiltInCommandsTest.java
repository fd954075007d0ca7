package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.linux.RootDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real programs of this machine are the measure. */
@Timeout(120)
class BuiltInCommandsTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final int MAX = 100_000;

    private final RootFiles files = new RootFiles(new RootDirectory("/"), "/");
    private final BuiltInCommands builtIns = new BuiltInCommands(files);
    private final RootCommands real = new RootCommands(Path.of("/"), "/", files);

    private String reality(List<String> argv) {
        var result = real.run(argv, LONG, MAX);
        assertThat(result).isInstanceOf(CommandResult.Finished.class);
        var finished = (CommandResult.Finished) result;
        assertThat(finished.builtIn()).isFalse();
        return finished.exitCode() + ":" + new String(finished.output(), ISO_8859_1);
    }

    private Optional<String> answer(List<String> argv) {
        return builtIns.answer(argv, MAX).map(r -> {
            var finished = (CommandResult.Finished) r;
            assertThat(finished.builtIn()).isTrue();
            return finished.exitCode() + ":" + new String(finished.output(), ISO_8859_1);
        });
    }

    /** Whether both say the same; a value that changes by itself proves nothing and counts as the same. */
    private boolean agrees(List<String> argv) {
        for (int attempt = 0; attempt < 5; attempt++) {
            var before = reality(argv);
            var answer = answer(argv);
            if (answer.isEmpty() || answer.get().equals(before)) {
                return true;
            }
            if (before.equals(reality(argv))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void everyKeyOfThisMachineIsAnsweredAsTheRealSysctlDoesOrNotAtAll() {
        var keys = reality(List.of("sysctl", "-aN"))
                .lines()
                .map(k -> k.startsWith("0:") ? k.substring(2) : k)
                .toList();

        var wrong = new ArrayList<String>();
        int answered = 0;
        for (var key : keys) {
            if (!agrees(List.of("sysctl", "-n", key))) {
                wrong.add(key);
            }
            answered += answer(List.of("sysctl", "-n", key)).isPresent() ? 1 : 0;
        }

        System.out.println("MEASURED: of " + keys.size() + " sysctl keys " + answered + " answered without a process");
        assertThat(wrong).isEmpty();
        assertThat(answered).isGreaterThan(keys.size() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel.randomize_va_space", "net.ipv4.tcp_rmem", "kernel.printk", "fs.suid_dumpable"})
    void theFormWithTheNameIsAnsweredToo(String key) {
        var argv = List.of("/sbin/sysctl", key);

        assertThat(answer(argv)).isPresent();
        assertThat(agrees(argv)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel.no_such_key",
                "kernel",
                "kernel/ostype",
                "kernel..ostype",
                "../../etc/passwd",
                "-a",
                "",
                "kernel.ostype ",
                "net.ipv4.conf.*.rp_filter",
                "kernel.ostype=x",
                "a.b/c",
                "kernel.core_pattern\n"
            })
    void anUnusualKeyIsLeftToTheProgram(String key) {
        assertThat(answer(List.of("sysctl", "-n", key))).isEmpty();
    }

    private static void run(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    private static List<String> oddFiles(Path folder) throws Exception {
        var script = """
                cd "$1"; touch empty; echo x > full; mkdir dir; ln -s full link; ln -s nowhere dangling; ln -s dir dirlink
                mkfifo pipe; mkdir sticky; chmod 1777 sticky; mkdir sticky-x; chmod 1776 sticky-x
                for m in 0000 0001 0007 0070 0444 0600 0640 0644 0755 4755 2755 6755 4644 2644 7777 1000 0100; do
                  echo x > "m$m"; chmod $m "m$m"; done
                touch "with blank"; touch "quote'd"
                if [ "$(id -u)" = 0 ]; then
                  for o in 0:0 1:1 33:33 65534:65534 12345:54321 4294967294:4294967294 2:12; do touch "o$o"; chown $o "o$o"; done
                fi
                """;
        run("sh", "-c", script, "sh", folder.toString());
        var paths = new ArrayList<String>();
        try (var all = Files.list(folder)) {
            all.map(Path::toString).sorted().forEach(paths::add);
        }
        paths.addAll(List.of(
                "/",
                "/etc/passwd",
                "/etc/shadow",
                "/dev/null",
                "/dev/stdin",
                "/tmp",
                "/etc/",
                "/tmp/.",
                "/proc/1/exe",
                "/proc/version",
                "/sys",
                "/bin/su",
                "/usr/bin/passwd",
                folder + "/missing",
                folder + "/full/x"));
        return paths;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%a",
                "%#a",
                "%04a",
                "%5a",
                "%#04a",
                "%05a %7a",
                "%A",
                "%U %G",
                "%u %g",
                "%s",
                "%n",
                "%F",
                "%%",
                "",
                "100%%",
                "%n %a %u/%U %g/%G",
                "%a %A %u %U  %g %G",
                "Access: (%#a/%A)  Uid: ( %u/ %U)   Gid: ( %g/ %G)",
                "\\n%a\\t",
                "%h",
                "%y",
                "%N",
                "%",
                "%a%",
                "%-5a",
                "%.3a",
                "%5u",
                "%#A",
                "%0a",
                "%Ha",
                "caf\u00e9 %a",
                "%1a",
                "%d",
                "%i",
                "%+a",
                "% a"
            })
    void everyFormatIsFilledAsTheRealStatDoesOrNotAtAll(String format, @TempDir Path folder) throws Exception {
        var paths = oddFiles(folder);
        for (var options :
                List.of(List.of("stat", "-c"), List.of("/usr/bin/stat", "-L", "-c"), List.of("stat", "-Lc"))) {
            var all = new ArrayList<>(options);
            all.add(format);
            var answers = new StringBuilder();
            for (var path : paths) {
                var argv = new ArrayList<>(all.subList(0, options.size() + 1));
                argv.add(path);
                answer(argv).ifPresent(text -> {
                    answers.append(text.substring(2));
                    all.add(path);
                });
            }
            if (!answers.isEmpty()) {
                // The program takes all of them at once.
                assertThat(reality(all)).isEqualTo("0:" + answers);
            }
        }
    }

    @Test
    void theUsualFormatIsAnswered() {
        assertThat(answer(List.of("stat", "-Lc", "%n %a %u %U %g %G", "/etc/passwd")))
                .contains("0:/etc/passwd 644 0 root 0 root\n");
        assertThat(answer(List.of("stat", "-c", "%F", "/proc/1/exe"))).contains("0:symbolic link\n");
    }

    @Test
    void otherFormsAreLeftToTheProgram() {
        for (var argv : List.of(
                List.of("stat", "/etc/passwd"),
                List.of("stat", "-c", "%a"),
                List.of("stat", "-c", "%a", "/etc/passwd", "/etc/group"),
                List.of("stat", "--printf", "%a", "/etc/passwd"),
                List.of("stat", "-f", "%a", "/etc/passwd"),
                List.of("stat", "-c", "%a", "etc/passwd"),
                List.of("stat", "-c", "%a", "-"),
                List.of("stat", "-c", "%a", "/etc/caf\u00e9"),
                List.of("/usr/local/bin/stat", "-c", "%a", "/etc/passwd"),
                List.of("sysctl"),
                List.of("sysctl", "-n"),
                List.of("sysctl", "-e", "kernel.ostype"),
                List.of("sysctl", "-n", "kernel.ostype", "kernel.osrelease"),
                List.of("echo", "-n", "kernel.ostype"))) {
            assertThat(answer(argv)).as("%s", argv).isEmpty();
        }
    }

    @Test
    void anOutputAboveTheLimitIsLeftToTheProgram() {
        assertThat(builtIns.answer(List.of("stat", "-c", "%a", "/etc/passwd"), 3))
                .isEmpty();
        assertThat(builtIns.answer(List.of("stat", "-c", "%a", "/etc/passwd"), 4))
                .isPresent();
    }

    @Test
    void aRootWithoutTheProgramHasNoAnswer(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/x"), "x");
        var host = new RootHost(root);

        assertThat(host.run(List.of("stat", "-c", "%a", "/etc/x"), LONG, MAX))
                .isNotInstanceOf(CommandResult.Finished.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "link"})
    void aProgramThatIsNotThePlainOneIsAsked(String kind, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("bin"));
        if (kind.equals("link")) {
            Files.createSymbolicLink(root.resolve("bin/stat"), Path.of("busybox"));
            Files.copy(Path.of("/bin/true"), root.resolve("bin/busybox"));
        } else {
            Files.writeString(root.resolve("bin/stat"), "#!/bin/sh\necho mine\n");
            run("chmod", "755", root.resolve("bin/stat").toString());
        }

        assertThat(new BuiltInCommands(new RootFiles(new RootDirectory(root.toString()), "/"))
                        .answer(List.of("stat", "-c", "%a", "/"), MAX))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwd: files sss",
                "passwd: ldap files",
                "passwd: files [NOTFOUND=return] systemd",
                "passwd: systemd files",
                "group: files",
                "passwd:",
                "# passwd: files",
                "passwd: files\npasswd: files",
                ""
            })
    void aNameIsNotToldWhenOthersThanFilesMightKnowBetter(String nsswitch, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
        Files.writeString(root.resolve("etc/nsswitch.conf"), nsswitch);
        var names = new OwnerNames(new RootFiles(new RootDirectory(root.toString()), "/"));

        assertThat(names.user(0)).isEmpty();
    }

    @Test
    void namesComeFromTheRootsOwnFiles(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "chief:x:0:0:root:/root:/bin/sh\nsecond:x:0:0::/:\n");
        Files.writeString(root.resolve("etc/group"), "folk:x:7:a,b\n");
        Files.writeString(root.resolve("etc/nsswitch.conf"), "passwd: files # all\ngroup: files systemd\n");
        var names = new OwnerNames(new RootFiles(new RootDirectory(root.toString()), "/"));

        assertThat(names.user(0)).contains("chief");
        assertThat(names.user(9)).contains("UNKNOWN");
        assertThat(names.group(7)).contains("folk");
        assertThat(names.group(9)).as("systemd may make one up").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+::::::\n", "root:x:0\n", "ro ot:x:0:0:::\n", "a:x:99999999999:0:::\n"})
    void aFileWithOddLinesTellsNothing(String line, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n" + line);
        Files.writeString(root.resolve("etc/nsswitch.conf"), "passwd: files\n");

        assertThat(new OwnerNames(new RootFiles(new RootDirectory(root.toString()), "/")).user(0))
                .isEmpty();
    }
}
