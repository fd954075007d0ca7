package dev.rampart.policy.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A machine whose root directory is seen at a path: this machine at {@code /}, or a node's root that is mounted. Paths
 * are followed inside the root and commands run in it ({@code chroot}, of the PATH of this process), so absolute links
 * and programs are the machine's own.
 */
public final class RootHost implements Host {

    /** A pipe that took a file's place a moment ago, a hanging network mount: nothing may hold up a scan for longer. */
    private static final Duration FILE_TIMEOUT = Duration.ofSeconds(5);

    private static final FileRead.Denied NO_ANSWER =
            new FileRead.Denied("no answer after " + FILE_TIMEOUT.toSeconds() + " s");

    private final Path root;
    private final RootPath paths;
    private final BoundedCommand command = new BoundedCommand();

    /** @param root absolute and itself no symbolic link */
    public RootHost(Path root) {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("host root " + root + " is not an absolute path");
        }
        this.root = root.normalize();
        this.paths = new RootPath(this.root);
    }

    @Override
    public FileKind kind(String path) {
        return inTime(() -> kindOf(path), FileKind.UNREACHABLE);
    }

    private FileKind kindOf(String path) {
        return switch (paths.follow(path)) {
            case RootPath.End.Found f ->
                f.attributes().isRegularFile()
                        ? FileKind.REGULAR
                        : f.attributes().isDirectory() ? FileKind.DIRECTORY : FileKind.OTHER;
            case RootPath.End.Nothing n -> n.kind();
        };
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return inTime(() -> readNow(path, maxBytes), NO_ANSWER);
    }

    private FileRead readNow(String path, int maxBytes) {
        return switch (paths.follow(path)) {
            case RootPath.End.Found f ->
                f.attributes().isRegularFile()
                        ? content(f.path(), maxBytes)
                        : new FileRead.NotRegular(f.attributes().isDirectory() ? FileKind.DIRECTORY : FileKind.OTHER);
            case RootPath.End.Nothing n ->
                n.kind() == FileKind.UNREACHABLE ? new FileRead.Denied(n.why()) : new FileRead.Missing();
        };
    }

    /** Sizes are not asked for: pseudo files say 0. */
    private static FileRead content(Path path, int maxBytes) {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(maxBytes + 1);
            boolean truncated = bytes.length > maxBytes;
            return new FileRead.Content(truncated ? Arrays.copyOf(bytes, maxBytes) : bytes, truncated);
        } catch (NoSuchFileException e) {
            return new FileRead.Missing();
        } catch (AccessDeniedException e) {
            return new FileRead.Denied("permission denied");
        } catch (IOException e) {
            return new FileRead.Denied("cannot be read");
        }
    }

    /** On a thread of its own, because an open or read that hangs cannot be called back. */
    private static <T> T inTime(Supplier<T> question, T otherwise) {
        var task = new FutureTask<>(question::get);
        Thread.ofPlatform().daemon().name("host-file").start(task);
        try {
            return task.get(FILE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading from the host failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return new Listing.Denied("directories cannot be listed yet");
    }

    @Override
    public ProcessList processes() {
        return new ProcessList.Unavailable("processes cannot be listed yet");
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        if (root.getNameCount() == 0) {
            return runHere(argv, timeout, maxOutputBytes);
        }
        var inRoot = new ArrayList<>(List.of("chroot", root.toString()));
        inRoot.addAll(argv);
        return ChrootAnswer.of(argv.getFirst(), command.run(inRoot, timeout, maxOutputBytes));
    }

    private CommandResult runHere(List<String> argv, Duration timeout, int maxOutputBytes) {
        var program = argv.getFirst();
        if (program.contains("/")) {
            return Files.exists(Path.of(program))
                    ? command.run(argv, timeout, maxOutputBytes)
                    : new CommandResult.NotInstalled(program);
        }
        for (var directory : BoundedCommand.PATH) {
            var file = Path.of(directory, program);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                var found = new ArrayList<>(argv);
                found.set(0, file.toString());
                return command.run(found, timeout, maxOutputBytes);
            }
        }
        return new CommandResult.NotInstalled(program);
    }
}
