package dev.rampart.e2e;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the verdicts that the operator accepted, by check id. */
final class NodeVerdicts {

    private final KubernetesClient client;

    NodeVerdicts(KubernetesClient client) {
        this.client = client;
    }

    /** Empty while nothing was accepted for this policy. */
    Map<String, Verdict> of(String node, String policy) {
        var compliance = client.resources(NodeCompliance.class).withName(node).get();
        var result = new TreeMap<String, Verdict>();
        if (compliance == null
                || compliance.getStatus() == null
                || compliance.getStatus().policies() == null) {
            return result;
        }
        compliance.getStatus().policies().stream()
                .filter(p -> p.name().equals(policy))
                .forEach(p -> result.putAll(decoded(p)));
        return result;
    }

    private Map<String, Verdict> decoded(PolicyCompliance accepted) {
        var set = CheckSetCodec.decode(document(accepted.digest()).getBytes(StandardCharsets.UTF_8));
        var verdicts = VerdictCodec.decode(
                new VerdictCodec.Encoded(accepted.verdicts(), Objects.requireNonNull(accepted.reasons())),
                set.checks().size());
        var result = new TreeMap<String, Verdict>();
        for (int i = 0; i < verdicts.size(); i++) {
            result.put(set.checks().get(i).id(), verdicts.get(i));
        }
        return result;
    }

    private String document(String digest) {
        return client
                .configMaps()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "check-set")
                .list()
                .getItems()
                .stream()
                .map(c -> c.getData().get("checks.json"))
                .filter(d ->
                        CheckSetCodec.digest(d.getBytes(StandardCharsets.UTF_8)).equals(digest))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ConfigMap holds the check set " + digest));
    }

    /** What differs between two readings: check id to {@code before -> after}. */
    static Map<String, String> changes(Map<String, Verdict> before, Map<String, Verdict> after) {
        return after.entrySet().stream()
                .filter(e -> !e.getValue().equals(before.get(e.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> before.get(e.getKey()) + " -> " + e.getValue(),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
