package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The chart's CustomResourceDefinitions are those of {@code crds/}; {@code -Drampart.update=true} copies them. */
class CrdCopyTest {

    private static final Path SOURCE = Chart.ROOT.resolve("crds/src/main/resources/META-INF/fabric8");
    private static final Path COPY = Chart.FOLDER.resolve("files/crds");

    @Test
    void theCopyIsFresh() throws IOException {
        var source = files(SOURCE);
        if (Boolean.getBoolean("rampart.update")) {
            for (var old : files(COPY).keySet()) {
                Files.delete(COPY.resolve(old));
            }
            for (var file : source.entrySet()) {
                Files.writeString(COPY.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(files(COPY))
                .as("%s, against %s (-Drampart.update=true copies)", COPY, SOURCE)
                .isEqualTo(source);
    }

    @Test
    void whatIsRenderedIsTheSameButForLabelsAndTheWishToBeKept() throws IOException {
        var chart = new Chart(Helm.orNotRun());
        for (var text : files(SOURCE).values()) {
            var source = new Node(new Yaml().load(text));
            var rendered = chart.object(
                    "CustomResourceDefinition", source.at("metadata", "name").text());
            assertThat(rendered.at("spec")).isEqualTo(source.at("spec"));
            assertThat(rendered.at("metadata", "annotations").value())
                    .isEqualTo(Map.of("helm.sh/resource-policy", "keep"));
        }
    }

    @Test
    void theyCanBeLeftOut() {
        assertThat(new Chart(Helm.orNotRun()).objects("--set", "crds.enabled=false"))
                .noneMatch(o -> o.at("kind").text().equals("CustomResourceDefinition"));
    }

    private static SortedMap<String, String> files(Path folder) throws IOException {
        var result = new TreeMap<String, String>();
        try (Stream<Path> all = Files.list(folder)) {
            for (var file : all.toList()) {
                result.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return result;
    }
}
