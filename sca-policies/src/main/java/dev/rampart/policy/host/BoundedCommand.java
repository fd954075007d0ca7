package dev.rampart.policy.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs programs that may never end, never stop writing, or leave others behind. */
final class BoundedCommand {

    static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /** Exit code of a program that a kill ended. */
    private static final int KILLED = 137;

    /** What an ended program had written is read at once, unless the machine is very busy. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    @SuppressWarnings("ArrayRecordComponent") // one reader, never compared
    private record Output(byte[] bytes, boolean truncated) {}

    CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        var mark = UUID.randomUUID().toString();
        Process process;
        try {
            process = start(argv, mark);
        } catch (IOException e) {
            return new CommandResult.NotStarted(String.valueOf(e.getMessage()));
        }
        var tree = new ProcessTree(process, mark);
        var reading = readAside(process.getInputStream(), maxOutputBytes);
        try {
            return await(process, tree, reading, timeout);
        } catch (TimeoutException e) {
            tree.kill();
            return new CommandResult.TimedOut();
        } catch (ExecutionException e) {
            tree.kill();
            return new CommandResult.NotStarted("its output could not be read");
        } catch (InterruptedException e) {
            tree.kill();
            Thread.currentThread().interrupt();
            return new CommandResult.TimedOut();
        }
    }

    /** The output ends with the program: what it left behind may hold the pipe open, but is not waited for. */
    private static CommandResult await(
            Process process, ProcessTree tree, CompletableFuture<Output> reading, Duration timeout)
            throws TimeoutException, ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture.anyOf(reading, process.onExit()).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (reading.isDone() && reading.get().truncated()) {
            return cut(tree, reading.get());
        }
        process.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        Output output;
        try {
            output = reading.get(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            tree.kill();
            output = reading.get(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
        }
        return output.truncated()
                ? cut(tree, output)
                : new CommandResult.Finished(process.exitValue(), output.bytes(), false);
    }

    private static CommandResult cut(ProcessTree tree, Output output) {
        tree.kill();
        return new CommandResult.Finished(KILLED, output.bytes(), true);
    }

    private static Process start(List<String> argv, String mark) throws IOException {
        var builder = new ProcessBuilder(argv)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", String.join(":", PATH), "LC_ALL", "C", ProcessTree.MARK, mark));
        return builder.start();
    }

    private static CompletableFuture<Output> readAside(InputStream in, int maxBytes) {
        var result = new CompletableFuture<Output>();
        Thread.ofPlatform().daemon().name("host-command-output").start(() -> {
            try (in) {
                result.complete(read(in, maxBytes));
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static Output read(InputStream in, int maxBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        int count = in.read(buffer);
        while (count >= 0) {
            int room = maxBytes - bytes.size();
            bytes.write(buffer, 0, Math.min(count, room));
            if (count > room) {
                return new Output(bytes.toByteArray(), true);
            }
            count = in.read(buffer);
        }
        return new Output(bytes.toByteArray(), false);
    }
}
