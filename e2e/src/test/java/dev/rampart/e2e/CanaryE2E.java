package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.testkit.Command;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Secrets are planted all over the cluster and in what the checks read; after scans, with the operator's log at its most
 * talkative, none of them is in anything that Rampart made.
 */
class CanaryE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "canaries";

    private static Canaries canaries;

    @BeforeAll
    static void plantAndScan() {
        var client = RAMPART.client();
        canaries = new Canaries(client, RAMPART.nodes(), NODE_A);
        canaries.plantInTheCluster();
        canaries.plantOnTheNode();
        RampartOnNodes.editOperator(
                client,
                t -> t.getSpec().getContainers().getFirst().getEnv().add(new EnvVar("LOG_LEVEL", "debug", null)));
        RampartOnNodes.awaitRollOut(client);
        var scenario = new Scenario(client);
        scenario.applyPolicyOverEverything(POLICY);
        scenario.awaitReport(
                POLICY, "both nodes report", r -> r.nodes() != null && r.nodes().reporting() == 2);
        scenario.recheck(NODE_A);
        scenario.recheck(NODE_B);
    }

    @AfterAll
    static void takeAway() {
        canaries.remove();
        new Scenario(RAMPART.client()).deletePolicy(POLICY);
        RampartOnNodes.editOperator(
                RAMPART.client(),
                t -> t.getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv()
                        .removeIf(e -> e.getName().equals("LOG_LEVEL")));
        RampartOnNodes.awaitRollOut(RAMPART.client());
    }

    @Test
    void noPlantedSecretIsInAnythingThatRampartMade() throws Exception {
        var texts = everythingOfOurs(RAMPART.client());

        var found = new TreeMap<String, String>();
        texts.forEach((where, text) -> canaries.all().forEach((canary, place) -> {
            if (text.contains(canary) || text.contains(base64(canary))) {
                found.put(where, place);
            }
        }));
        System.out.printf(
                "%d canaries looked for in %d texts of %d characters%n",
                canaries.all().size(),
                texts.size(),
                texts.values().stream().mapToInt(String::length).sum());
        assertThat(found).as("where a canary was found, and where it came from").isEmpty();
        assertThat(canaries.all()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(texts).allSatisfy((where, text) -> assertThat(text).as(where).isNotBlank());
    }

    /** The control: the scan did see the lines in which the secrets stood, and masked them. */
    @Test
    void theEvidenceShowsWhereSomethingWasMasked() {
        assertThat(evidence(RAMPART.client()).get("evidence of " + NODE_A)).contains("[masked]", "kubelet");
    }

    /** Also for these: operator and scanner as they really run. */
    @Test
    void everyLineOfBothLogsParsesAndCarriesItsObject() throws IOException {
        for (var log : logs(RAMPART.client()).entrySet()) {
            for (var line : log.getValue().lines().toList()) {
                var json = new ObjectMapper().readTree(line);
                assertThat(List.of("time", "level", "message", "object"))
                        .as("%s: %s", log.getKey(), line)
                        .allSatisfy(f -> assertThat(json.path(f).asText()).isNotBlank());
            }
        }
    }

    private static String base64(String canary) {
        return Base64.getEncoder().withoutPadding().encodeToString(canary.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> everythingOfOurs(KubernetesClient client) throws Exception {
        var texts = new LinkedHashMap<String, String>();
        texts.putAll(logs(client));
        texts.putAll(evidence(client));
        texts.put(
                "events",
                Serialization.asJson(client.v1().events().inAnyNamespace().list()));
        for (var kind : List.of(CompliancePolicy.class, ComplianceReport.class, NodeCompliance.class, NodeScan.class)) {
            texts.put(
                    kind.getSimpleName(),
                    Serialization.asJson(client.resources(kind).list()));
        }
        for (var namespace : List.of(Names.SYSTEM, Names.NODES)) {
            texts.put(
                    "ConfigMaps in " + namespace,
                    Serialization.asJson(
                            client.configMaps().inNamespace(namespace).list()));
            texts.put(
                    "pods in " + namespace,
                    Serialization.asJson(client.pods().inNamespace(namespace).list()));
        }
        texts.put("metrics", metrics(client));
        texts.put("rampart status", commandLine("status"));
        texts.put("rampart status -o json", commandLine("status", "-o", "json"));
        return texts;
    }

    private static Stream<Pod> ourPods(KubernetesClient client) {
        return Stream.of(Names.SYSTEM, Names.NODES)
                .flatMap(
                        n -> client
                                .pods()
                                .inNamespace(n)
                                .withLabel("app.kubernetes.io/name", "rampart")
                                .list()
                                .getItems()
                                .stream());
    }

    private static Map<String, String> logs(KubernetesClient client) {
        return ourPods(client)
                .collect(Collectors.toMap(
                        p -> "log of " + p.getMetadata().getName(),
                        p -> client.pods().resource(p).getLog()));
    }

    private static Map<String, String> evidence(KubernetesClient client) {
        return client.resources(NodeScan.class).list().getItems().stream()
                .filter(s -> s.getStatus() != null)
                .collect(Collectors.toMap(
                        s -> "evidence of " + s.getMetadata().getName(),
                        s -> s.getStatus().results() == null
                                ? ""
                                : s.getStatus().results().stream()
                                        .map(r -> r.evidence() == null ? "" : unpacked(r.evidence()))
                                        .collect(Collectors.joining("\n"))));
    }

    private static String unpacked(String evidence) {
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(evidence)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metrics(KubernetesClient client) throws Exception {
        var pod = ourPods(client)
                .filter(p -> p.getMetadata().getNamespace().equals(Names.SYSTEM))
                .findFirst()
                .orElseThrow();
        try (var forward = client.pods().resource(pod).portForward(8080);
                var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + forward.getLocalPort() + "/metrics");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** The command line as {@code ./rampart} starts it. */
    private static String commandLine(String... arguments) throws IOException {
        var cli = RampartOnNodes.ROOT.resolve("cli/target");
        var kubeconfig = Files.createTempFile("canary-", ".kubeconfig");
        try {
            Files.writeString(kubeconfig, RAMPART.nodes().kubeconfig());
            var words = Stream.concat(
                            Stream.of(
                                    Path.of(System.getProperty("java.home"), "bin/java")
                                            .toString(),
                                    "-cp",
                                    cli.resolve("classes") + ":"
                                            + Files.readString(cli.resolve("runtime.classpath"))
                                                    .strip(),
                                    "dev.rampart.cli.Main"),
                            Stream.concat(Stream.of(arguments), Stream.of("--kubeconfig", kubeconfig.toString())))
                    .toList();
            var ended = new Command(words).finish(Duration.ofMinutes(1));
            return ended.output() + ended.error();
        } finally {
            Files.delete(kubeconfig);
        }
    }
}
