package dev.rampart.policy.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trees on disk that cases look at; for one thread. The working directory of the engine is their parent. */
final class Workspace implements AutoCloseable {

    private final Path folder;
    private final Path root;
    private final Path empty;

    private Workspace(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("root");
        this.empty = folder.resolve("none");
    }

    /** @throws IOException also when tar cannot extract the fixture */
    static Workspace create(Optional<Path> fixture) throws IOException, InterruptedException {
        var workspace = new Workspace(Files.createTempDirectory("rv"));
        Files.createDirectory(workspace.root);
        Files.createDirectory(workspace.empty);
        if (fixture.isPresent()) {
            // tar keeps what Java's file API would not: names that are no text, modes, owners, pipes.
            run(List.of("tar", "-xpf", fixture.get().toString(), "-C", workspace.root.toString()));
        }
        return workspace;
    }

    Path folder() {
        return folder;
    }

    Path root(String fixture) {
        return fixture.equals("root") ? root : empty;
    }

    /** Creates files for one case; {@link #remove} takes them away again. */
    void add(Path below, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            var path = below.resolve(file.getKey());
            Files.createDirectories(parent(path));
            Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    void remove(Path below, Map<String, String> files) throws IOException {
        for (var name : files.keySet()) {
            var path = below.resolve(name);
            Files.deleteIfExists(path);
            for (var up = parent(path); !up.equals(below) && isEmpty(up); up = parent(up)) {
                Files.delete(up);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    private static Path parent(Path path) {
        return java.util.Objects.requireNonNull(path.getParent(), "a path below a workspace");
    }

    @Override
    public void close() throws IOException {
        try {
            run(List.of("chmod", "-R", "u+rwX", folder.toString()));
            run(List.of("rm", "-rf", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output.strip());
        }
    }
}
