package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** A value that the chart does not know, or cannot mean, is refused before anything is rendered. */
class SchemaTest {

    private static final Path FILE = Chart.FOLDER.resolve("values.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clustername=x                                  | clustername
            clusterName=a b                                | /clusterName
            image.repo=x                                   | repo
            image.repository=                              | /image/repository
            image.tag=10                                   | /image/tag
            image.digest=sha256:abc                        | /image/digest
            image.pullPolicy=Sometimes                     | /image/pullPolicy
            image.pullSecrets=mine                         | /image/pullSecrets
            image.pullSecrets[0]=My_Secret                 | /image/pullSecrets/0
            crds.enable=true                               | enable
            crds.enabled=yes                               | /crds/enabled
            namespace.name=x                               | name
            operator.replica=2                             | replica
            operator.replicas=3                            | /operator/replicas
            operator.replicas=0                            | /operator/replicas
            operator.reportInterval=30                     | /operator/reportInterval
            operator.reportInterval=3601s                  | /operator/reportInterval
            operator.reportInterval=1m                     | /operator/reportInterval
            operator.resources.limit.memory=1Gi            | limit
            operator.resources.limits.memory=1GB           | /operator/resources/limits/memory
            operator.resources.limits.disk=1Gi             | disk
            operator.tolerations[0].opertor=Exists         | opertor
            operator.tolerations[0].effect=NoExecution     | /operator/tolerations/0/effect
            operator.affinity.node=x                       | node
            operator.nodeSelector.a=true                   | /operator/nodeSelector/a
            operator.podLabels.app\\.kubernetes\\.io/name=x | /operator/podLabels/app.kubernetes.io~1name
            scanner.podLabels.a=b c                        | /scanner/podLabels/a
            scanner.podAnnotations.a=1                     | /scanner/podAnnotations/a
            scanner.priorityClassName=x                    | priorityClassName
            scanner.priorityClass.name=Big_One             | /scanner/priorityClass/name
            scanner.priorityClass.value=2000000000         | /scanner/priorityClass/value
            scanner.maxUnavailable=0                       | /scanner/maxUnavailable
            scanner.maxUnavailable=101%                    | /scanner/maxUnavailable
            scanner.hostPID=false                          | hostPID
            rbac.aggregated=true                           | aggregated
            networkPolicy.apiServer.ports[0]=99999         | /networkPolicy/apiServer/ports/0
            networkPolicy.apiServer.cidrs[0]=10.0.0.1      | /networkPolicy/apiServer/cidrs/0
            networkPolicy.metricsFrom[0].namespace=x       | namespace
            metrics.service.enabled=true                   | enabled
            policy.enabled=true                            | enabled
            policy.name=Upper                              | /policy/name
            policy.spec.framework[0].name=hipaa            | framework
            policy.spec.frameworks[0].name=hippa           | /policy/spec/frameworks/0/name
            """)
    void everySlipIsRefusedByName(String set, String named) {
        var ended = new Chart(Helm.orNotRun()).template("--set", set);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.error()).contains("values don't meet the specifications of the schema", named);
    }

    @Test
    void valuesOfAParentChartAreLetThrough() {
        assertThat(new Chart(Helm.orNotRun())
                        .template("--set", "global.imageRegistry=example.org")
                        .exitCode())
                .isZero();
    }

    @Test
    void everyObjectOfTheSchemaIsClosed() throws IOException {
        var open = new ArrayList<String>();
        collectOpen("", JSON.readTree(FILE.toFile()), open);
        assertThat(open)
                .as("what other schemas describe")
                .containsExactlyInAnyOrder(
                        "/properties/global",
                        "/$defs/affinity/properties/nodeAffinity",
                        "/$defs/affinity/properties/podAffinity",
                        "/$defs/affinity/properties/podAntiAffinity");
    }

    /** Both ways: a value without schema would be refused, a schema without value would be documented nowhere. */
    @Test
    void schemaAndValuesNameTheSame() throws IOException {
        var schema = JSON.readTree(FILE.toFile());
        var values = JSON.valueToTree(new Yaml().load(Chart.read(Chart.FOLDER.resolve("values.yaml"))));
        ((ObjectNode) schema.get("properties")).remove("global");
        assertSameNames("", schema, values);
    }

    @Test
    void thePolicysSchemaIsThatOfTheCrd() throws IOException {
        var schema = (ObjectNode) JSON.readTree(FILE.toFile());
        ((ObjectNode) schema.get("$defs")).set("policySpec", JSON.valueToTree(PolicySpecSchema.generate()));
        var wanted = JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                        .writeValueAsString(schema)
                + "\n";
        if (Boolean.getBoolean("rampart.update")) {
            Files.writeString(FILE, wanted);
        }
        assertThat(Chart.read(FILE))
                .as("%s (-Drampart.update=true rewrites it)", FILE)
                .isEqualTo(wanted);
    }

    private static void collectOpen(String path, JsonNode node, List<String> open) {
        if (node.isObject()) {
            if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
                open.add(path);
            }
            node.properties().forEach(e -> collectOpen(path + "/" + e.getKey(), e.getValue(), open));
        }
    }

    private static void assertSameNames(String path, JsonNode schema, JsonNode values) {
        if (!schema.has("properties")) {
            return;
        }
        var named = new ArrayList<String>();
        values.fieldNames().forEachRemaining(named::add);
        var known = new ArrayList<String>();
        schema.get("properties").fieldNames().forEachRemaining(known::add);
        assertThat(named).as("values at %s/", path).containsExactlyInAnyOrderElementsOf(known);
        known.forEach(name ->
                assertSameNames(path + "/" + name, schema.get("properties").get(name), values.get(name)));
    }
}
