package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rampart.crds.v1alpha1.Api;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.Result;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kinds as a real API server sees them: what it accepts, what it refuses and in which words, what it prints. */
class CrdsIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final String ROOT = "/apis/" + Api.GROUP + "/" + Api.VERSION;
    private static final String EXPECT = "# expect: ";
    private static final int TERMINAL = 80;

    /** How long kubectl writes most ages; during some hours it takes two characters more ({@code 7h59m}). */
    private static final String DATE = "47h";

    private static final Map<String, String> PLURALS = Map.of(
            "CompliancePolicy", "compliancepolicies",
            "NodeScan", "nodescans",
            "NodeCompliance", "nodecompliances",
            "ComplianceReport", "compliancereports");

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "CompliancePolicy", List.of("NAME", "FRAMEWORKS", "SCORE", "COVERAGE", "FAIL", "LASTRUN", "READY", "AGE"),
            "NodeScan", List.of("NAME", "HEARTBEAT", "SCANNER", "AGE", "MESSAGE"),
            "NodeCompliance", List.of("NAME", "SCORE", "FAIL", "UNKNOWN", "SOURCE", "EVALUATED", "TRIPWIRES", "AGE"),
            "ComplianceReport",
                    List.of(
                            "NAME",
                            "RESULT",
                            "SCORE",
                            "COVERAGE",
                            "PASS",
                            "FAIL",
                            "NODES",
                            "AGE",
                            "UNKNOWN",
                            "NOTAPPLICABLE",
                            "FRAMEWORKS"));

    @BeforeAll
    static void install() {
        API.installCrds();
    }

    @AfterEach
    void removeObjects() {
        FilledKinds.all().forEach(object -> API.admin().resource(object).delete());
    }

    @TestFactory
    Stream<DynamicTest> validObjectsAreAccepted() {
        var samples = Stream.of("quickstart.yaml", "tailored.yaml")
                .map(sample -> API.root().resolve("docs/samples").resolve(sample));
        return Stream.concat(files("valid-"), samples)
                .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> send(file)));
    }

    @TestFactory
    Stream<DynamicTest> invalidObjectsAreRefusedInWordsThatHelp() {
        return files("invalid-")
                .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> {
                    var fragments = Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(EXPECT))
                            .map(line -> line.substring(EXPECT.length()))
                            .toList();
                    assertThat(fragments).as("lines '%s…' of %s", EXPECT, file).isNotEmpty();
                    assertThatThrownBy(() -> send(file))
                            .isInstanceOf(KubernetesClientException.class)
                            .message()
                            .contains(fragments);
                }));
    }

    @Test
    void theFilledObjectsLeaveNothingOut() {
        assertThat(FilledKinds.all()).flatExtracting(FilledKinds::absent).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOfEveryKindSurvivesTheServer() {
        return FilledKinds.all().stream()
                .map(filled -> DynamicTest.dynamicTest(filled.getKind(), () -> {
                    // When
                    var read = write(filled);
                    // Then
                    assertThat(read.getSpec()).isEqualTo(filled.getSpec());
                    assertThat(read.getStatus()).isEqualTo(filled.getStatus());
                }));
    }

    @TestFactory
    Stream<DynamicTest> statusIsWrittenOnlyThroughItsSubresource() {
        return FilledKinds.all().stream()
                .map(filled -> DynamicTest.dynamicTest(filled.getKind(), () -> {
                    // When
                    var created = API.admin().resource(filled).create();
                    // Then
                    assertThat(((CustomResource<?, ?>) created).getStatus()).isEqualTo(unseen(created));
                    API.admin().resource(filled).delete();
                }));
    }

    /** Who follows kstatus takes an object without conditions for done: these two say that nobody has looked. */
    private static @Nullable Object unseen(HasMetadata object) {
        var ready = List.of(
                new Condition("Ready", "Unknown", "Pending", "waiting for the operator", "1970-01-01T00:00:00Z", null));
        return switch (object) {
            case CompliancePolicy p ->
                new CompliancePolicyStatus(
                        -1L, ready, null, null, null, null, null, null, null, null, null, null, null);
            case ComplianceReport r ->
                new ComplianceReportStatus(
                        -1L,
                        ready,
                        null,
                        Result.UNKNOWN,
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            default -> null;
        };
    }

    @TestFactory
    Stream<DynamicTest> everyColumnIsFilledAndTheTableFitsATerminal() {
        return FilledKinds.all().stream()
                .map(filled -> DynamicTest.dynamicTest(filled.getKind(), () -> {
                    // Given
                    write(filled);
                    // When
                    var table = table(PLURALS.get(filled.getKind()) + "/"
                            + filled.getMetadata().getName());
                    // Then
                    var headers = texts(table.path("columnDefinitions"), "name");
                    var cells = new ArrayList<String>();
                    table.path("rows").path(0).path("cells").forEach(cell -> cells.add(cell.asText()));
                    assertThat(headers.stream()
                                    .map(h -> h.toUpperCase(Locale.ROOT))
                                    .toList())
                            .isEqualTo(COLUMNS.get(filled.getKind()));
                    assertThat(cells).hasSameSizeAs(headers).noneMatch(cell -> cell.isBlank() || "null".equals(cell));
                    assertThat(width(table.path("columnDefinitions"), cells)).isLessThanOrEqualTo(TERMINAL);
                }));
    }

    @Test
    void everyKindHasItsShortNameAndTheCategory() {
        // When
        var resources =
                API.admin().getKubernetesSerialization().unmarshal(API.admin().raw(ROOT), JsonNode.class);
        // Then
        var served = StreamSupport.stream(resources.path("resources").spliterator(), false)
                .filter(r -> !r.path("name").asText().contains("/"))
                .map(r -> r.path("name").asText() + " "
                        + r.path("shortNames").path(0).asText() + " "
                        + r.path("categories").path(0).asText())
                .toList();
        assertThat(served)
                .containsExactlyInAnyOrder(
                        "compliancepolicies cmpol rampart",
                        "nodescans nscan rampart",
                        "nodecompliances ncomp rampart",
                        "compliancereports cmrep rampart");
    }

    /** Creates the object for real, with its status. */
    private static <T extends CustomResource<?, ?>> CustomResource<?, ?> write(T filled) {
        API.admin().resource(filled).create();
        API.admin().resource(filled).updateStatus();
        return (CustomResource<?, ?>) API.admin().resource((HasMetadata) filled).get();
    }

    /** Sends a file as a strict client does; one with a status in two steps, as operator and scanner do. */
    private static void send(Path file) throws IOException {
        var object = API.admin()
                .getKubernetesSerialization()
                .unmarshal(Files.readString(file), GenericKubernetesResource.class);
        var path = ROOT + "/" + PLURALS.get(object.getKind());
        if (object.get("status") == null) {
            API.admin().raw(path + "?dryRun=All&fieldValidation=Strict", "POST", object);
            return;
        }
        try {
            var created = API.admin().resource(object).create();
            object.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
            API.admin()
                    .raw(path + "/" + object.getMetadata().getName() + "/status?fieldValidation=Strict", "PUT", object);
        } finally {
            API.admin().resource(object).delete();
        }
    }

    private static JsonNode table(String path) throws Exception {
        var request = API.admin()
                .getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(API.admin().getMasterUrl() + ROOT.substring(1) + "/" + path)
                        .toString())
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        var response =
                API.admin().getHttpClient().sendAsync(request, String.class).get(30, TimeUnit.SECONDS);
        assertThat(response.code()).as(response.body()).isEqualTo(200);
        return API.admin().getKubernetesSerialization().unmarshal(response.body(), JsonNode.class);
    }

    /** Of the line that kubectl prints without -o wide: columns as wide as their widest cell, three blanks between. */
    private static int width(JsonNode columns, List<String> cells) {
        int width = -3;
        for (int i = 0; i < cells.size(); i++) {
            if (columns.path(i).path("priority").asInt() == 0) {
                var cell = "date".equals(columns.path(i).path("type").asText()) ? DATE : cells.get(i);
                width += 3 + Math.max(columns.path(i).path("name").asText().length(), cell.length());
            }
        }
        return width;
    }

    private static List<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(member).asText())
                .toList();
    }

    private static Stream<Path> files(String prefix) {
        var folder = folder();
        try (Stream<Path> all = Files.walk(folder)) {
            var files = all.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            assertThat(files).as("files %s* in %s", prefix, folder).isNotEmpty();
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return API.root().resolve("testkit/src/test/resources/crds");
    }

    private static String name(Path file) {
        return folder().relativize(file).toString();
    }
}
