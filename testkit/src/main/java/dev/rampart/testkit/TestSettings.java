package dev.rampart.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The system properties that the build gives to tests. */
final class TestSettings {

    private TestSettings() {}

    /** The repository root: {@code rampart.root}, in an IDE the nearest folder above that holds {@code .mvn}. */
    static Path root() {
        var given = property("rampart.root");
        if (given.isPresent()) {
            return Path.of(given.get()).toAbsolutePath().normalize();
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "the repository root is unknown: start the test inside the repository or set -Drampart.root=FOLDER");
    }

    /** Whether golden and generated files are rewritten instead of compared. */
    static boolean update() {
        return Boolean.getBoolean("rampart.update");
    }

    static Optional<Path> kubeconfig() {
        return property("rampart.test.kubeconfig").map(Path::of);
    }

    static Path testcluster() {
        return property("rampart.testcluster").map(Path::of).orElseGet(() -> root().resolve("testcluster/testcluster"));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }
}
