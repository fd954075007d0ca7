package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that misbehave, and what a program finds when it starts. */
@Timeout(60)
class CommandTroubleTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** 32 and 33: glibc's posix_spawn ignores its own signals in the new program. */
    private static final long OF_THE_C_LIBRARY = 3L << 31;

    private final RootHost host = new RootHost(Path.of("/"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String output(String... argv) {
        var result = host.run(List.of(argv), LONG, 100_000);
        assertThat(result).isInstanceOf(CommandResult.Finished.class);
        return new String(((CommandResult.Finished) result).output(), ISO_8859_1);
    }

    private Path program(String name, String text) throws Exception {
        var file = Files.writeString(folder.resolve(name), text, ISO_8859_1);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Duration timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<Long> zombies() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .filter(CommandTroubleTest::isZombie)
                .toList();
    }

    private static boolean isZombie(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aProgramThatIgnoresTheTermSignalIsKilled() {
        var time = timed(() -> assertThat(
                        host.run(List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.05; done"), SHORT, 100))
                .isEqualTo(new CommandResult.TimedOut()));

        assertThat(time).isLessThan(Duration.ofSeconds(5));
        assertThat(zombies()).isEmpty();
    }

    @Test
    void aProgramMayTidyUpWhenItsTimeIsOver() throws Exception {
        var mark = folder.resolve("tidied");

        // The shell itself, because a program that it starts may need longer than the grace on a busy machine
        var script = "trap ': > " + mark + "; exit' TERM; while :; do sleep 0.02; done";
        host.run(List.of("sh", "-c", script), Duration.ofSeconds(2), 100);

        assertThat(mark).exists();
    }

    @Test
    void nothingStaysBehindAsAZombie() {
        output("true");
        output("sh", "-c", "echo x & exit 1");
        host.run(List.of("sleep", "300"), SHORT, 100);
        host.run(List.of("yes"), LONG, 10);
        host.run(List.of("rampart-no-such-program"), LONG, 10);

        assertThat(zombies()).isEmpty();
    }

    @Test
    void aFloodIsCutAtOnce() {
        var time = timed(() -> assertThat(host.run(List.of("yes"), LONG, 1_000_000))
                .isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
                    assertThat(f.output()).hasSize(1_000_000);
                    assertThat(f.truncated()).isTrue();
                    assertThat(f.exitCode()).isEqualTo(137);
                }));

        assertThat(time).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aTextThatMayBeExecutedIsTheShellsAsExecvpHasIt() throws Exception {
        var script = program("script", "echo \"$0 $1\"; exit 4\n");

        assertThat(host.run(List.of(script.toString(), "a b"), LONG, 1000))
                .isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
                    assertThat(f.exitCode()).isEqualTo(4);
                    assertThat(new String(f.output(), ISO_8859_1)).isEqualTo(script + " a b\n");
                });
    }

    @Test
    void aProgramWhoseInterpreterIsMissingIsNotStarted() throws Exception {
        assertThat(host.run(
                        List.of(program("script", "#!/no/such/interpreter\n").toString()), LONG, 1000))
                .isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void aDirectoryIsNoProgram() {
        assertThat(host.run(List.of("/etc"), LONG, 1000)).isInstanceOf(CommandResult.NotStarted.class);
        assertThat(host.run(List.of(""), LONG, 1000)).isEqualTo(new CommandResult.NotInstalled(""));
    }

    @Test
    void everyByteOfAnArgumentArrives() {
        var bytes = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            bytes.append(c);
        }

        assertThat(output("printf", "%s", bytes.toString())).isEqualTo(bytes.toString());
        assertThat(output("printf", "%s|", "", " ", "")).isEqualTo("| ||");
    }

    @Test
    void anArgumentThatIsNoByteStringStartsNothing() {
        assertThat(host.run(List.of("echo", "\u20ac"), LONG, 100)).isInstanceOf(CommandResult.NotStarted.class);
        assertThat(host.run(List.of("echo", "a\0b"), LONG, 100)).isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void argumentsThatAreTooLongStartNothing() {
        assertThat(host.run(List.of("echo", "x".repeat(200_000)), LONG, 100))
                .isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void aProgramStartsWithThreeDescriptorsAndNoSignalIgnoredOrBlocked() throws Exception {
        try (var in = new java.io.FileInputStream("/etc/passwd")) {
            assertThat(in.read()).isPositive();

            assertThat(output("ls", "/proc/self/fd").lines()).containsExactly("0", "1", "2", "3");
        }
        var signals = output("cat", "/proc/self/status")
                .lines()
                .filter(l -> l.startsWith("SigBlk:") || l.startsWith("SigIgn:"))
                .map(l -> Long.parseUnsignedLong(l.substring(l.indexOf('\t') + 1), 16))
                .toList();
        assertThat(signals).hasSize(2).allMatch(s -> (s & ~OF_THE_C_LIBRARY) == 0);
    }

    @Test
    void aProgramLeadsItsOwnSession() {
        assertThat(output("sh", "-c", "cut -d' ' -f5,6 /proc/$$/stat; echo $$")
                        .lines()
                        .toList())
                .satisfies(lines -> assertThat(lines.get(0)).isEqualTo(lines.get(1) + " " + lines.get(1)));
    }

    @Test
    void aProgramStartsInTheWorkingDirectory() throws Exception {
        program("mine", "#!/bin/sh\npwd\n");
        var there = new RootHost(Path.of("/"), folder.toString());

        for (var argv : List.of(List.of("pwd"), List.of("./mine"))) {
            assertThat(there.run(argv, LONG, 1000))
                    .isInstanceOfSatisfying(
                            CommandResult.Finished.class,
                            f -> assertThat(new String(f.output(), ISO_8859_1)).isEqualTo(folder + "\n"));
        }
        assertThat(output("pwd")).isEqualTo("/\n");
        assertThat(new RootHost(folder, "/x").run(List.of("pwd"), LONG, 100))
                .isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void anInterruptedScanEndsItsCommand() throws Exception {
        var thread = Thread.ofPlatform().start(() -> host.run(List.of("sleep", "300"), LONG, 100));
        while (ProcessHandle.current()
                .children()
                .noneMatch(c -> c.info().commandLine().orElse("").contains("sleep 300"))) {
            Thread.onSpinWait();
        }

        thread.interrupt();

        thread.join(Duration.ofSeconds(10));
        assertThat(thread.isAlive()).isFalse();
        assertThat(zombies()).isEmpty();
    }

    @Test
    void noDescriptorIsLeftOpen() throws IOException {
        output("true");
        long before = descriptors();

        for (int i = 0; i < 200; i++) {
            host.run(List.of("true"), LONG, 100);
            host.run(List.of("/etc/passwd"), LONG, 100);
            host.run(List.of("sh", "-c", "echo abc"), LONG, 2);
        }

        assertThat(descriptors()).isEqualTo(before);
    }

    /** Pipes only: other tests' roots are closed some time after them. */
    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(CommandTroubleTest::isPipe).count();
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aCommandCostsLittleMoreThanItsProgram() {
        for (var argv : List.of(List.of("/bin/true"), List.of("sh", "-c", "echo x"))) {
            var times = new long[200];
            for (int i = 0; i < times.length; i++) {
                times[i] = timed(() -> host.run(argv, LONG, 1000)).toNanos();
            }
            Arrays.sort(times);
            System.out.println("MEASURED: " + argv + " " + times[times.length / 2] / 1000 + " us (median of 200)");
            assertThat(times[times.length / 2]).isLessThan(Duration.ofMillis(50).toNanos());
        }
    }
}
