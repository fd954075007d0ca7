package dev.rampart.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is run to its end. Its output goes through files, so that a child left behind cannot block a test. */
public record Command(List<String> words) {

    /** How a program ended and what it said. */
    public record Ended(int exitCode, String output, String error) {}

    /** A build tool may talk for pages; the end of it names the trouble. */
    private static final int SHOWN = 4000;

    public Command {
        words = List.copyOf(words);
    }

    public static Command of(Path program, String... arguments) {
        return new Command(Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toList());
    }

    /**
     * @return standard output
     * @throws IllegalStateException when the program fails or does not end in time, with the end of its output
     */
    public String run(Duration atMost) {
        var ended = finish(atMost);
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(this + " ended with exit code " + ended.exitCode() + "; it said:\n"
                    + theEndOf(ended.output() + ended.error()));
        }
        return ended.output();
    }

    /** @throws IllegalStateException when the program does not end in time, with the end of its output */
    public Ended finish(Duration atMost) {
        try {
            var out = Files.createTempFile("rampart-", ".out");
            var err = Files.createTempFile("rampart-", ".err");
            try {
                return finish(atMost, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(this + " could not be started", e);
        }
    }

    private Ended finish(Duration atMost, Path out, Path err) throws IOException {
        var process = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!ends(process, atMost)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException(this + " did not end within " + atMost.toSeconds() + " s; it said:\n"
                    + theEndOf(Files.readString(out) + Files.readString(err)));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static boolean ends(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String theEndOf(String text) {
        return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
