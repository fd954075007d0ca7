package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases as folders: files {@code in-*} go in, files {@code out-*} must come out, character by character. Adding a case
 * is adding a folder; {@code -Drampart.update=true} rewrites what comes out, for a reviewer to read as a diff.
 */
public final class GoldenFolder {

    private GoldenFolder() {}

    /**
     * One test per sub-folder.
     *
     * @param folder in the source tree, not on the class path, so that rewriting reaches the committed files
     * @param produce from the input files (name to text, in order of name) to every file that must come out (name, which
     *     starts with {@code out-}, to text)
     * @throws IllegalArgumentException when the folder holds no case, because then nothing would be tested
     */
    public static Stream<DynamicTest> cases(
            Path folder, Function<SortedMap<String, String>, Map<String, String>> produce) {
        var cases = subFolders(folder);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no case: add a folder with in-* files");
        }
        return cases.values().stream()
                .map(path -> DynamicTest.dynamicTest(
                        path.getFileName().toString(),
                        path.toUri(),
                        () -> check(path, produce, TestSettings.update())));
    }

    static void check(Path path, Function<SortedMap<String, String>, Map<String, String>> produce, boolean update) {
        var inputs = new TreeMap<String, String>();
        var expected = new TreeMap<String, String>();
        for (var file : files(path)) {
            var name = file.getFileName().toString();
            var kind = name.startsWith("in-") ? inputs : expected;
            assertThat(name).as("name of a file in %s", path).matches("(in|out)-.+");
            kind.put(name, read(file));
        }
        assertThat(inputs).as("in-* files of %s", path).isNotEmpty();
        var produced = new TreeMap<>(produce.apply(inputs));
        assertThat(produced.keySet()).as("files produced for %s", path).allMatch(name -> name.startsWith("out-"));
        if (update) {
            rewrite(path, expected, produced);
            return;
        }
        assertThat(produced.keySet())
                .as("files produced for %s, against its out-* files (-Drampart.update=true rewrites them)", path)
                .isEqualTo(expected.keySet());
        produced.forEach((name, text) -> assertThat(text)
                .as("%s (-Drampart.update=true rewrites it)", path.resolve(name))
                .isEqualTo(expected.get(name)));
    }

    private static void rewrite(Path path, SortedMap<String, String> before, SortedMap<String, String> after) {
        try {
            for (var name : before.keySet()) {
                if (!after.containsKey(name)) {
                    Files.delete(path.resolve(name));
                }
            }
            for (var file : after.entrySet()) {
                Files.writeString(path.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, Path> subFolders(Path folder) {
        var result = new TreeMap<String, Path>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(Files::isDirectory)
                    .forEach(path -> result.put(path.getFileName().toString(), path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private static Iterable<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
