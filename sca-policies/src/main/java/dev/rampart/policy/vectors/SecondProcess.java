package dev.rampart.policy.vectors;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the cases that were recorded as an unprivileged user who owns the tree: in a process of such a user, because root
 * may read everything. Everything that it needs is copied to where that user can read it.
 */
final class SecondProcess {

    /** {@code nobody} and {@code nogroup} of Debian; any user without rights would do. */
    private static final String ID = "65534";

    /** Separates id and answer; neither holds one. */
    private static final String TAB = "\t";

    private SecondProcess() {}

    static VectorReport run(VectorFolder folder, List<VectorCase> cases) throws IOException, InterruptedException {
        var obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new VectorReport(
                    List.of(),
                    cases.stream()
                            .map(c -> new VectorReport.NotRun(c, obstacle.get()))
                            .toList());
        }
        var directory = Files.createTempDirectory("rv-owner");
        try {
            open(directory, true);
            var vectors = vectors(folder, cases, directory);
            return answers(cases, start(classPath(directory), vectors, directory));
        } finally {
            new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
        }
    }

    private static Optional<String> obstacle() throws IOException {
        if (!Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
            return Optional.of("needs root, to become another user");
        }
        boolean setpriv =
                List.of("/usr/bin/setpriv", "/bin/setpriv").stream().anyMatch(p -> Files.isExecutable(Path.of(p)));
        return setpriv ? Optional.empty() : Optional.of("setpriv (package util-linux) is missing");
    }

    private static Path vectors(VectorFolder folder, List<VectorCase> cases, Path directory) throws IOException {
        var vectors = Files.createDirectory(directory.resolve("vectors"));
        Files.write(
                vectors.resolve("cases.jsonl"),
                cases.stream().map(c -> c.fields().toString()).toList());
        if (folder.fixture().isPresent()) {
            Files.copy(folder.fixture().get(), vectors.resolve("fixture-root.tar"));
        }
        openAll(vectors);
        return vectors;
    }

    /** The class path of this process, copied: a local repository below /root is closed to others. */
    private static String classPath(Path directory) throws IOException {
        var copies = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var from = Path.of(entry);
            if (!entry.isEmpty() && Files.exists(from)) {
                var to = directory.resolve("classes" + copies.size() + (Files.isDirectory(from) ? "" : ".jar"));
                copy(from, to);
                openAll(to);
                copies.add(to.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void openAll(Path below) throws IOException {
        try (var paths = Files.walk(below)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                open(path, Files.isDirectory(path));
            }
        }
    }

    private static void open(Path path, boolean directory) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(directory ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String start(String classPath, Path vectors, Path directory)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + ID,
                        "--regid=" + ID,
                        "--clear-groups",
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        SecondProcess.class.getName(),
                        vectors.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("the process of another user ended with " + code + ": " + output.strip());
        }
        return output;
    }

    private static VectorReport answers(List<VectorCase> cases, String output) {
        Map<String, String> got = output.lines()
                .map(l -> l.split(TAB, 2))
                .filter(p -> p.length == 2)
                .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> b, HashMap::new));
        return new VectorReport(
                cases.stream()
                        .map(c -> new Answer(c, c.text("expected"), got.getOrDefault(c.id(), "no answer")))
                        .toList(),
                List.of());
    }

    /** In the second process: prints one line for each case. */
    static void main(String[] args) throws IOException, InterruptedException {
        var folder = VectorFolder.read(Path.of(args[0]));
        new VectorRun(folder, 1)
                .inThreads(folder.cases())
                .answers()
                .forEach(a -> System.out.println(a.vector().id() + TAB + a.got()));
    }
}
