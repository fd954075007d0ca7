package dev.rampart.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * The spec of a CompliancePolicy as JSON schema, from its CustomResourceDefinition: a typo in {@code policy.spec} is
 * refused when the chart is rendered, not by an operator that nobody looks at. CEL rules stay the API server's.
 */
final class PolicySpecSchema {

    private static final List<String> TAKEN = List.of(
            "type",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "required");

    private PolicySpecSchema() {}

    static Map<String, Object> generate() {
        var crd = new Node(new Yaml()
                .load(Chart.read(Chart.ROOT.resolve(
                        "crds/src/main/resources/META-INF/fabric8/compliancepolicies.rampart.dev-v1.yml"))));
        var version = crd.at("spec", "versions").items().findFirst().orElseThrow();
        return schema(version.at("schema", "openAPIV3Schema", "properties", "spec"));
    }

    private static Map<String, Object> schema(Node source) {
        var result = new LinkedHashMap<String, Object>();
        for (var key : TAKEN) {
            var value = source.at(key).value();
            if (value != null) {
                result.put(key, value);
            }
        }
        if (source.at("properties").value() instanceof Map<?, ?> properties) {
            result.put("additionalProperties", false);
            var each = new LinkedHashMap<String, Object>();
            properties.forEach((name, property) -> each.put(name.toString(), schema(new Node(property))));
            result.put("properties", each);
        } else if (source.at("additionalProperties").exists()) {
            result.put("additionalProperties", schema(source.at("additionalProperties")));
        }
        if (source.at("items").exists()) {
            result.put("items", schema(source.at("items")));
        }
        return result;
    }
}
