package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that changes while it is looked at, and files that are not what they seem. */
@Timeout(60)
class RootHostTroubleTest {

    private static final Path SLASH = Path.of("/");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path outside;

    private Path root = SLASH;
    private RootHost host = new RootHost(SLASH);
    private final RootHost machine = new RootHost(SLASH);

    @BeforeEach
    void aRoot() throws IOException {
        root = Files.createDirectories(outside.resolve("root"));
        host = new RootHost(root);
    }

    private static String text(FileRead read) {
        assertThat(read).isInstanceOf(FileRead.Content.class);
        return new String(((FileRead.Content) read).bytes(), UTF_8);
    }

    @Test
    void aParentThatIsSwappedWithALinkNeverLeadsOut() throws Exception {
        Files.createDirectories(outside.resolve("etc"));
        Files.writeString(outside.resolve("etc/f"), "outside");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/f"), "inside");
        Files.createSymbolicLink(root.resolve("link"), Path.of("../etc"));
        Files.createSymbolicLink(root.resolve("absolute"), outside.resolve("etc"));
        var stop = new AtomicBoolean();
        var swapper = Thread.ofPlatform().start(() -> swap(stop));

        int inside = 0;
        try {
            for (int i = 0; i < 2000; i++) {
                if (host.read("/d/f", 100) instanceof FileRead.Content c) {
                    assertThat(new String(c.bytes(), UTF_8)).isEqualTo("inside");
                    inside++;
                }
            }
        } finally {
            stop.set(true);
            swapper.join();
        }
        assertThat(inside).isPositive();
    }

    /** {@code d} is a directory, a relative link and an absolute one in turn. */
    private void swap(AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                Files.move(root.resolve("etc"), root.resolve("d"));
                Files.move(root.resolve("d"), root.resolve("etc"));
                for (var link : List.of("link", "absolute")) {
                    Files.move(root.resolve(link), root.resolve("d"), StandardCopyOption.ATOMIC_MOVE);
                    Files.move(root.resolve("d"), root.resolve(link), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatVanishesAndComesBackIsMissingOrWhole() throws Exception {
        var file = Files.writeString(root.resolve("f"), "x".repeat(100_000));
        var stop = new AtomicBoolean();
        var remover = Thread.ofPlatform().start(() -> {
            try {
                while (!stop.get()) {
                    Files.move(file, root.resolve("g"));
                    Files.move(root.resolve("g"), file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        try {
            for (int i = 0; i < 500; i++) {
                var read = host.read("/f", 200_000);
                if (!(read instanceof FileRead.Missing)) {
                    assertThat(text(read)).hasSize(100_000);
                }
            }
        } finally {
            stop.set(true);
            remover.join();
        }
    }

    @Test
    void aFileThatGrowsWithoutEndIsCut() throws Exception {
        var file = Files.writeString(root.resolve("log"), "x");
        var stop = new AtomicBoolean();
        var writer = Thread.ofPlatform().start(() -> {
            try (var out = new RandomAccessFile(file.toFile(), "rw")) {
                var portion = new byte[64 * 1024];
                for (long written = 0; !stop.get() && written < 1L << 30; written += portion.length) {
                    out.write(portion);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        try {
            FileRead.Content read;
            do {
                read = (FileRead.Content) host.read("/log", 3_000_000);
            } while (!read.truncated());
            assertThat(read.bytes()).hasSize(3_000_000);
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void aFileThatClaimsATerabyteCostsNoMemory() throws Exception {
        try (var sparse = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThat(host.read("/sparse", 1000)).isInstanceOfSatisfying(FileRead.Content.class, c -> {
            assertThat(c.bytes()).hasSize(1000);
            assertThat(c.truncated()).isTrue();
        });
    }

    @Test
    void aSocketIsNeverOpened() throws Exception {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            assertThat(host.kind("/socket")).isEqualTo(FileKind.OTHER);
            assertThat(host.read("/socket", 100)).isEqualTo(new FileRead.NotRegular(FileKind.OTHER));
            assertThat(host.list("/socket", 100)).isInstanceOf(Listing.NotDirectory.class);
        }
    }

    @Test
    void theOdditiesOfProcAreAnsweredAndNeverBlock() {
        assertThat(machine.read("/proc/self/mem", 100)).isInstanceOf(FileRead.Denied.class);
        assertThat(machine.kind("/proc/1/exe")).isEqualTo(FileKind.UNREACHABLE);
        assertThat(machine.read("/proc/1/exe", 100)).isInstanceOf(FileRead.Denied.class);
        assertThat(machine.read("/proc/self/fd/0", 100)).isInstanceOf(FileRead.Denied.class);
        assertThat(machine.list("/proc/1/root", 100)).isInstanceOf(Listing.Denied.class);
        assertThat(machine.read("/proc/kmsg", 100))
                .as("reading takes it away from the log daemon")
                .isInstanceOf(FileRead.Denied.class);
        assertThat(text(machine.read("/proc/mounts", 100_000))).contains(" proc ");
        assertThat(machine.read("/proc/999999999/comm", 100)).isEqualTo(new FileRead.Missing());
        assertThat(machine.read("/dev/kmsg", 100)).isEqualTo(new FileRead.NotRegular(FileKind.OTHER));
    }

    @Test
    void aHundredThousandEntriesAreListedInTime() throws Exception {
        var directory = Files.createDirectories(root.resolve("many"));
        var script = "cd \"$1\" && seq 100000 | xargs touch && ln -s x link && mkdir sub";
        assertThat(new ProcessBuilder("sh", "-c", script, "sh", directory.toString())
                        .start()
                        .waitFor())
                .isZero();

        long start = System.nanoTime();
        var all = (Listing.Entries) host.list("/many", 200_000);
        var time = Duration.ofNanos(System.nanoTime() - start);

        System.out.println("MEASURED: 100,002 entries listed in " + time.toMillis() + " ms");
        assertThat(time).isLessThan(Duration.ofSeconds(5));
        assertThat(all.truncated()).isFalse();
        assertThat(all.entries())
                .hasSize(100_002)
                .contains(
                        new Listing.Entry("link", Listing.EntryKind.LINK),
                        new Listing.Entry("sub", Listing.EntryKind.DIRECTORY),
                        new Listing.Entry("99999", Listing.EntryKind.REGULAR));
        assertThat(all.entries().stream().map(Listing.Entry::name).distinct()).hasSize(100_002);
        assertThat(((Listing.Entries) host.list("/many", 1000)).truncated()).isTrue();
        assertThat(((Listing.Entries) host.list("/many", 100_002)).truncated()).isFalse();
    }

    @Test
    void aRootThatIsALinkIsFollowedOnceAndStaysTheSameDirectory() throws Exception {
        Files.writeString(root.resolve("f"), "first");
        Files.createDirectories(outside.resolve("other"));
        Files.writeString(outside.resolve("other/f"), "other");
        var link = Files.createSymbolicLink(outside.resolve("link"), Path.of("root"));
        var linked = new RootHost(link);

        assertThat(text(linked.read("/f", 100))).isEqualTo("first");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("other"));
        assertThat(text(linked.read("/f", 100))).isEqualTo("first");
    }

    @Test
    void aRootThatIsNotThereIsFoundWhenItComes() throws IOException {
        var late = new RootHost(outside.resolve("late"));

        assertThat(late.kind("/f")).as("that it is missing is not proven").isEqualTo(FileKind.UNREACHABLE);
        assertThat(late.read("/f", 9)).isInstanceOf(FileRead.Denied.class);
        assertThat(late.list("/", 9)).isInstanceOf(Listing.Denied.class);
        Files.createDirectories(outside.resolve("late"));
        Files.writeString(outside.resolve("late/f"), "x");
        assertThat(late.kind("/f")).isEqualTo(FileKind.REGULAR);
    }

    @Test
    void relativePathsStartInTheWorkingDirectoryOfTheRoot() throws IOException {
        Files.createDirectories(root.resolve("var/lib"));
        Files.writeString(root.resolve("var/lib/f"), "here");
        Files.writeString(outside.resolve("f"), "outside");

        var there = new RootHost(root, "/var/lib");

        assertThat(text(there.read("f", 100))).isEqualTo("here");
        assertThat(there.read("../../../../../../f", 100)).isEqualTo(new FileRead.Missing());
    }

    @Test
    void accessTimesStay() throws Exception {
        var old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        var file = Files.writeString(root.resolve("f"), "x");
        var directory = Files.createDirectories(root.resolve("d"));
        for (var path : List.of(file, directory)) {
            run("touch", "-a", "-d", "2001-02-03T04:05:06Z", path.toString());
        }

        host.read("/f", 100);
        host.kind("/f");
        host.list("/d", 100);

        assertThat(accessTime(file)).isEqualTo(old);
        assertThat(accessTime(directory)).isEqualTo(old);
        Files.readString(file);
        assertThat(accessTime(file)).as("this file system keeps access times").isNotEqualTo(old);
    }

    private static FileTime accessTime(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .lastAccessTime();
    }

    private static void run(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void noDescriptorIsLeftOpenAfterTenThousandQuestions() throws Exception {
        Files.writeString(root.resolve("f"), "x");
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        ask(10);
        long before = openDescriptors();

        ask(1000);

        // Fewer when other tests' roots are closed meanwhile
        assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            for (var path : List.of("/f", "/missing", "/loop", "/f/x")) {
                host.kind(path);
                host.read(path, 100);
            }
            host.list("/", 100);
            host.list("/f", 100);
        }
    }

    private static long openDescriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(RootHostTroubleTest::isOfFiles).count();
        }
    }

    /** Other tests' threads may open sockets meanwhile. */
    private static boolean isOfFiles(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("/");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAnswerTakesLittleTime() throws IOException {
        Files.writeString(root.resolve("f"), "x".repeat(1000));
        var times = new long[5000];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            host.kind("/f");
            host.read("/f", 100_000);
            times[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(times);

        System.out.println(
                "MEASURED: kind and read of a small file " + times[times.length / 2] / 1000 + " us (median)");
        assertThat(times[times.length / 2]).isLessThan(Duration.ofMillis(5).toNanos());
    }
}
