package dev.rampart.cli.lint;

import dev.rampart.policy.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The files that words of the command line mean: files, folders of them, or {@code -} for standard input. */
final class LintInputs {

    static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;
    private final List<String> unusable = new ArrayList<>();

    LintInputs(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** A line for each input that could not be read. */
    List<String> unusable() {
        return List.copyOf(unusable);
    }

    /** One after the other, so that only one is in memory. */
    void forEach(List<String> words, BiConsumer<String, byte[]> file) {
        for (var word : words) {
            try {
                if (word.equals(STANDARD_INPUT)) {
                    file.accept("<stdin>", bytes(standardInput));
                } else {
                    path(word, Path.of(word), file);
                }
            } catch (InvalidPathException e) {
                unusable.add(word + ": is no name of a file");
            } catch (UncheckedIOException e) {
                unusable.add(word + ": cannot be read: " + e.getMessage());
            } catch (IOException e) {
                unusable.add(word + ": cannot be read: " + e.getMessage());
            }
        }
    }

    private void path(String name, Path path, BiConsumer<String, byte[]> file) throws IOException {
        if (Files.isDirectory(path)) {
            var policies = policies(path);
            if (policies.isEmpty()) {
                unusable.add(name + ": holds no *.yml or *.yaml");
            }
            policies.forEach(p -> regular(p.toString(), p, file));
        } else {
            regular(name, path, file);
        }
    }

    /** Nothing but a regular file is opened: a pipe would block and a device never end. */
    private void regular(String name, Path path, BiConsumer<String, byte[]> file) {
        if (!Files.isRegularFile(path)) {
            unusable.add(name + ": " + (Files.exists(path) ? "is not a regular file" : "does not exist"));
            return;
        }
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = bytes(in);
        } catch (AccessDeniedException e) {
            unusable.add(name + ": may not be read");
            return;
        } catch (IOException e) {
            unusable.add(name + ": cannot be read: " + e.getMessage());
            return;
        }
        file.accept(name, bytes);
    }

    private static List<Path> policies(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(".yml") || p.toString().endsWith(".yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** One byte more than is allowed, so that the reader says that it is too much. */
    private static byte[] bytes(InputStream in) throws IOException {
        return in.readNBytes(YamlReader.MAX_BYTES + 1);
    }
}
