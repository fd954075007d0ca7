package dev.rampart.cli.status;

import dev.rampart.cli.terminal.Output;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.testkit.GoldenFolder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code in-objects.yaml} as the API server would list it, {@code out-table.txt} and {@code out-json.json} as printed. */
class StatusGoldenTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final KubernetesSerialization yaml = new KubernetesSerialization();

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenFolder.cases(Path.of("src/test/golden/status"), this::print);
    }

    private Map<String, String> print(SortedMap<String, String> in) {
        var objects = objects(Objects.requireNonNull(in.get("in-objects.yaml")));
        var state = new ClusterState(
                only(objects, CompliancePolicy.class),
                only(objects, ComplianceReport.class),
                only(objects, NodeCompliance.class),
                only(objects, NodeScan.class));
        var overview = Overviews.of(state, NOW);
        return Map.of(
                "out-table.txt", StatusText.of(overview, Output.table, NOW),
                "out-json.json", StatusText.of(overview, Output.json, NOW),
                "out-exit.txt", StatusCommand.exitCode(overview) + "\n");
    }

    private List<HasMetadata> objects(String text) {
        return Stream.of(text.split("(?m)^---\n", -1))
                .filter(document -> !document.isBlank() && document.contains("kind:"))
                .map(document -> parse(document))
                .toList();
    }

    private HasMetadata parse(String document) {
        var kinds = Map.<String, Class<? extends HasMetadata>>of(
                "CompliancePolicy", CompliancePolicy.class,
                "ComplianceReport", ComplianceReport.class,
                "NodeCompliance", NodeCompliance.class,
                "NodeScan", NodeScan.class);
        var kind = document.lines()
                .filter(line -> line.startsWith("kind: "))
                .findFirst()
                .orElseThrow()
                .substring("kind: ".length());
        var in = new java.io.ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
        return yaml.unmarshal(in, Objects.requireNonNull(kinds.get(kind)));
    }

    private static <T> List<T> only(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
