package dev.rampart.crds.generate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed CustomResourceDefinitions are what the records say; {@code -Drampart.update=true} rewrites them. */
class CrdGenerationTest {

    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(CompliancePolicy.class, NodeScan.class, NodeCompliance.class, ComplianceReport.class);

    /** One etcd object is a megabyte and a half; client-side apply doubles a definition in an annotation of 256 KiB. */
    private static final long MAX_BYTES = 100_000;

    private static final Path COMMITTED = Path.of("src/main/resources/META-INF/fabric8");

    @TempDir
    private Path folder;

    @Test
    void theCommittedDefinitionsAreWhatTheRecordsSay() throws IOException {
        // When
        var generated = generate();
        if (Boolean.getBoolean("rampart.update")) {
            rewrite(generated);
        }
        // Then
        var committed = read(COMMITTED);
        assertThat(committed.keySet())
                .as("files in crds/%s; -Drampart.update=true rewrites them", COMMITTED)
                .isEqualTo(generated.keySet());
        generated.forEach((name, text) -> assertThat(committed.get(name))
                .as("crds/%s/%s; -Drampart.update=true rewrites it", COMMITTED, name)
                .isEqualTo(text));
    }

    @Test
    void everyDefinitionStaysSmall() throws IOException {
        assertThat(generate())
                .hasSize(KINDS.size())
                .allSatisfy((name, text) -> assertThat(text.length()).as(name).isLessThan((int) MAX_BYTES));
    }

    private SortedMap<String, String> generate() throws IOException {
        new CRDGenerator()
                .customResourceClasses(List.copyOf(KINDS))
                .forCRDVersions("v1")
                .withPostProcessor(new Refinement(
                        KINDS.stream().collect(toMap(HasMetadata::getKind, Function.<Class<?>>identity()))))
                .inOutputDir(folder.toFile())
                .generate();
        return read(folder);
    }

    private static SortedMap<String, String> read(Path folder) throws IOException {
        var result = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (var file : files.toList()) {
                    result.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return result;
    }

    private static void rewrite(SortedMap<String, String> generated) throws IOException {
        Files.createDirectories(COMMITTED);
        for (var old : read(COMMITTED).keySet()) {
            Files.delete(COMMITTED.resolve(old));
        }
        for (var file : generated.entrySet()) {
            Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
        }
    }
}
