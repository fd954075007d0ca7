package dev.rampart.e2e;

import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.RootHost;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.scan.MachineScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs on a node: loads and evaluates every policy of a folder in both dialects, one line of output for each. */
final class CorpusOnNode {

    private static final Limits LIMITS = new Limits(
            Duration.ofSeconds(10),
            Limits.NODE.maxOutputBytes(),
            Limits.NODE.maxFileBytes(),
            Limits.NODE.maxDirectoryEntries(),
            Limits.NODE.patternSteps());

    private CorpusOnNode() {}

    static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(f -> f.toString().endsWith(".yml")).sorted().toList();
        }
        for (var dialect : Dialect.values()) {
            // One scan for all: policies of many systems ask the same questions.
            var scan = new MachineScan(new RootHost(Path.of("/")), EngineSettings.defaults(LIMITS));
            for (var file : files) {
                System.out.println(folder.relativize(file) + " " + dialect.id() + " " + answer(scan, dialect, file));
            }
        }
    }

    /** What is thrown is an answer too, and the wrong one. */
    private static String answer(MachineScan scan, Dialect dialect, Path file) throws IOException {
        long start = System.nanoTime();
        try {
            return switch (new PolicyReader(dialect).read(Files.readAllBytes(file))) {
                case Loading.Refused r -> "refused in " + since(start) + " ms";
                case Loading.Loaded l ->
                    "evaluated " + scan.run(l.policy(), e -> {}).entries().size() + " checks in " + since(start)
                            + " ms";
            };
        } catch (RuntimeException | Error e) {
            return "threw " + e;
        }
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
