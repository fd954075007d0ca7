package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of vector files.
 *
 * @param cases in the order of files and lines
 * @param fixture the tar of the tree that cases look at, if the folder has one
 * @param corpus the folder of the policies that {@code corpus-load} cases name
 */
public record VectorFolder(Path path, List<VectorCase> cases, Optional<Path> fixture, Optional<Path> corpus) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A list of what the tree holds, for people; it has no cases. */
    private static final String MANIFEST = "fixture-manifest.jsonl";

    public VectorFolder {
        cases = List.copyOf(cases);
    }

    /** With the policies in a folder {@code sca-corpus} beside it, if there is one. Throws as {@link #read(Path, Path)}. */
    public static VectorFolder read(Path path) throws IOException {
        return read(path, path.toAbsolutePath().normalize().resolveSibling("sca-corpus"));
    }

    /** @throws IOException with a message for people, when the folder or a line of a file cannot be read */
    public static VectorFolder read(Path path, Path corpus) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is not a folder");
        }
        var cases = new ArrayList<VectorCase>();
        try (var files = Files.newDirectoryStream(path, "*.jsonl")) {
            var names = new ArrayList<Path>();
            files.forEach(names::add);
            names.sort(null);
            for (var file : names) {
                if (!file.endsWith(MANIFEST)) {
                    cases.addAll(cases(file));
                }
            }
        }
        if (cases.isEmpty()) {
            throw new IOException(path + " has no cases: no line in any file *.jsonl");
        }
        return new VectorFolder(path, cases, existing(path.resolve("fixture-root.tar")), existing(corpus));
    }

    private static Optional<Path> existing(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    private static List<VectorCase> cases(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        var result = new ArrayList<VectorCase>();
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                result.add(new VectorCase(name, JSON.readTree(line)));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IOException(file + ":" + number + ": not JSON: " + e.getOriginalMessage(), e);
            }
        }
        return result;
    }
}
