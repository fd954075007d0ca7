package dev.rampart.crds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions allow whatever those of the last release did; crds/README.md says how the baseline is renewed. */
class CompatibilityTest {

    private static final Path BASELINE = Path.of("src/test/resources/baseline");
    private static final Path COMMITTED = Path.of("src/main/resources/META-INF/fabric8");
    private static final String SPEC = "/properties/spec/properties";

    @Test
    void noDefinitionAllowsLessThanThatOfTheLastRelease() throws IOException {
        var now = read(COMMITTED);
        assertThat(read(BASELINE)).isNotEmpty().allSatisfy((file, before) -> {
            assertThat(now).as("the kind of %s is gone", file).containsKey(file);
            assertThat(Narrowing.between(before, now.get(file)))
                    .as("%s: stored objects and manifests that were valid would be refused", file)
                    .isEmpty();
        });
    }

    @Test
    void whatIsWiderIsNoNarrowing() throws IOException {
        var wider = policy();
        property(wider, "/evaluation/properties/timezone").remove("x-kubernetes-validations");
        property(wider, "/thresholds/properties/minScore").put("maximum", 200);
        property(wider, "/tailoring/properties/disable").put("maxItems", 100);
        property(wider, "/tailoring/properties/severity/items").remove("required");
        ((ObjectNode) schema(wider).at(SPEC))
                .putObject("new")
                .put("type", "string")
                .put("maxLength", 3);
        ((ArrayNode) property(wider, "/frameworks/items/properties/name").get("enum")).add("another");

        assertThat(Narrowing.between(policy(), wider)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("narrowings")
    void aNarrowedCopyIsFound(String expected, Consumer<JsonNode> narrow) throws IOException {
        var narrowed = policy();
        narrow.accept(narrowed);
        assertThat(narrowed).isNotEqualTo(policy());

        assertThat(Narrowing.between(policy(), narrowed)).containsExactly(expected);
    }

    static Stream<Arguments> narrowings() {
        return Stream.of(
                narrowing(
                        "v1alpha1.spec.evaluation.suspend: the field is gone",
                        c -> property(c, "/evaluation/properties").remove("suspend")),
                narrowing(
                        "v1alpha1.spec.frameworks[].name: the value hipaa is gone",
                        c -> removeText(property(c, "/frameworks/items/properties/name"), "enum", "hipaa")),
                narrowing(
                        "v1alpha1.spec.evaluation.timezone: is limited to [UTC] and was not",
                        c -> property(c, "/evaluation/properties/timezone")
                                .putArray("enum")
                                .add("UTC")),
                narrowing(
                        "v1alpha1: the version is not served any more",
                        c -> version(c).put("served", false)),
                narrowing(
                        "v1alpha1: the version is not served any more",
                        c -> version(c).put("name", "v1")),
                narrowing(
                        "v1alpha1: the status subresource is gone",
                        c -> version(c).remove("subresources")),
                narrowing(
                        "v1alpha1.spec.thresholds.minScore: is required and was not",
                        c -> property(c, "/thresholds").putArray("required").add("minScore")),
                narrowing(
                        "v1alpha1.spec.evaluation.timeout: pattern was not set and is \"^[0-9]+s$\"",
                        c -> property(c, "/evaluation/properties/timeout").put("pattern", "^[0-9]+s$")),
                narrowing(
                        "v1alpha1.status.resolvedDigest: pattern was \"^[0-9a-f]{64}$\" and is \"^0*$\"",
                        c -> ((ObjectNode) schema(c).at("/properties/status/properties/resolvedDigest"))
                                .put("pattern", "^0*$")),
                narrowing(
                        "v1alpha1.spec.thresholds.minScore: maximum was 100.0 and is 99.5",
                        c -> property(c, "/thresholds/properties/minScore").put("maximum", 99.5)),
                narrowing(
                        "v1alpha1.spec.thresholds.maxCritical: maximum was not set and is 9",
                        c -> property(c, "/thresholds/properties/maxCritical").put("maximum", 9)),
                narrowing(
                        "v1alpha1.spec.thresholds.minScore: minimum was 0.0 and is 1",
                        c -> property(c, "/thresholds/properties/minScore").put("minimum", 1)),
                narrowing(
                        "v1alpha1.spec.evaluation.jitter: maxLength was 16 and is 8",
                        c -> property(c, "/evaluation/properties/jitter").put("maxLength", 8)),
                narrowing(
                        "v1alpha1.spec.evaluation.jitter: minLength was not set and is 1",
                        c -> property(c, "/evaluation/properties/jitter").put("minLength", 1)),
                narrowing(
                        "v1alpha1.spec.tailoring.disable: maxItems was 64 and is 63",
                        c -> property(c, "/tailoring/properties/disable").put("maxItems", 63)),
                narrowing(
                        "v1alpha1.spec.target.nodeSelector.matchLabels: maxProperties was 64 and is 1",
                        c -> property(c, "/target/properties/nodeSelector/properties/matchLabels")
                                .put("maxProperties", 1)),
                narrowing(
                        "v1alpha1.spec.thresholds.minScore: type was \"integer\" and is \"string\"",
                        c -> property(c, "/thresholds/properties/minScore").put("type", "string")),
                narrowing(
                        "v1alpha1.spec.evaluation.timeout: format was not set and is \"duration\"",
                        c -> property(c, "/evaluation/properties/timeout").put("format", "duration")),
                narrowing(
                        "v1alpha1.spec.tailoring.disable: x-kubernetes-list-type was \"map\" and is \"set\"",
                        c -> property(c, "/tailoring/properties/disable").put("x-kubernetes-list-type", "set")),
                narrowing(
                        "v1alpha1.spec.evaluation: has the new rule !has(self.suspend)",
                        c -> property(c, "/evaluation")
                                .putArray("x-kubernetes-validations")
                                .addObject()
                                .put("rule", "!has(self.suspend)")),
                narrowing(
                        "spec.scope: was \"Cluster\" and is \"Namespaced\"",
                        c -> ((ObjectNode) c.path("spec")).put("scope", "Namespaced")),
                narrowing(
                        "spec.names.shortNames: cmpol is gone",
                        c -> removeText((ObjectNode) c.at("/spec/names"), "shortNames", "cmpol")));
    }

    private static Arguments narrowing(String expected, Consumer<JsonNode> narrow) {
        return Arguments.of(expected, narrow);
    }

    private static JsonNode policy() throws IOException {
        return read(COMMITTED).get("compliancepolicies.rampart.dev-v1.yml");
    }

    private static ObjectNode version(JsonNode definition) {
        return (ObjectNode) definition.at("/spec/versions/0");
    }

    private static JsonNode schema(JsonNode definition) {
        return version(definition).at("/schema/openAPIV3Schema");
    }

    private static ObjectNode property(JsonNode definition, String path) {
        return (ObjectNode) schema(definition).at(SPEC + path);
    }

    private static void removeText(ObjectNode object, String list, String text) {
        var values = (ArrayNode) object.get(list);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).asText().equals(text)) {
                values.remove(i);
                return;
            }
        }
        throw new AssertionError(list + " does not hold " + text);
    }

    private static SortedMap<String, JsonNode> read(Path folder) throws IOException {
        var result = new TreeMap<String, JsonNode>();
        var yaml = new KubernetesSerialization();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                result.put(file.getFileName().toString(), yaml.unmarshal(Files.readString(file), JsonNode.class));
            }
        }
        return result;
    }
}
