package dev.rampart.operator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All objects of ours as text, without what two equal histories may give differently: identities, versions, times. */
final class EndState {

    private static final Set<String> CHANCE = Set.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "generation",
            "observedGeneration",
            "managedFields",
            "lastTransitionTime",
            "lastEvaluation",
            "nodeUID",
            "recheck",
            "evaluatedAt",
            "heartbeat",
            "nextRun",
            "oldestEvaluation",
            "revision",
            "id");
    private static final ObjectMapper JSON = new ObjectMapper();

    private EndState() {}

    /** @param aliases names that differ from run to run, and what to read in their place */
    static String of(KubernetesClient admin, Map<String, String> aliases) {
        Stream<? extends HasMetadata> objects = Stream.of(
                        admin.resources(CompliancePolicy.class).list().getItems(),
                        admin.resources(ComplianceReport.class).list().getItems(),
                        admin.resources(NodeScan.class).list().getItems(),
                        admin.resources(NodeCompliance.class).list().getItems(),
                        admin.configMaps()
                                .inNamespace("rampart-nodes")
                                .withLabel("app.kubernetes.io/name", "rampart")
                                .list()
                                .getItems())
                .flatMap(List::stream);
        var text = objects.map(o -> o.getKind() + "/" + o.getMetadata().getName() + " " + without(JSON.valueToTree(o)))
                .collect(Collectors.toCollection(TreeSet::new));
        var result = String.join("\n", text);
        for (var alias : aliases.entrySet()) {
            result = result.replace(alias.getKey(), alias.getValue());
        }
        return result.lines().sorted().collect(Collectors.joining("\n"));
    }

    private static JsonNode without(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(CHANCE);
        }
        node.forEach(EndState::without);
        return node;
    }
}
