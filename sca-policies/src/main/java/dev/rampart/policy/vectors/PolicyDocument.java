package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.policy.yaml.Position;
import dev.rampart.policy.yaml.YamlValue;
import java.util.ArrayList;
import java.util.OptionalDouble;

/** The policy that a {@code check} case stands for: its one check and nothing else. */
final class PolicyDocument {

    private PolicyDocument() {}

    static YamlValue ofCheck(VectorCase vector, String root) {
        var document = JsonNodeFactory.instance.objectNode();
        var head = document.putObject("policy");
        head.put("id", "v").put("file", "v.yml").put("name", "v").put("description", "v");
        copy(vector, "policy_regex_type", head, "regex_type");
        copy(vector, "variables", document, "variables");
        var check = document.putArray("checks").addObject();
        check.put("id", 1).put("title", "t").put("name", "t");
        copy(vector, "condition", check, "condition");
        copy(vector, "regex_type", check, "regex_type");
        copy(vector, "rules", check, "rules");
        return value(document, root);
    }

    private static void copy(VectorCase vector, String from, ObjectNode to, String as) {
        if (vector.fields().has(from)) {
            to.set(as, vector.field(from));
        }
    }

    private static YamlValue value(JsonNode node, String root) {
        var at = Position.START;
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var entries = new ArrayList<YamlValue.Entry>();
                node.properties()
                        .forEach(p -> entries.add(new YamlValue.Entry(p.getKey(), at, value(p.getValue(), root))));
                yield new YamlValue.Mapping(entries, at);
            }
            case ARRAY -> {
                var items = new ArrayList<YamlValue>();
                node.forEach(n -> items.add(value(n, root)));
                yield new YamlValue.Sequence(items, at);
            }
            case NUMBER -> new YamlValue.Scalar(node.asText(), OptionalDouble.of(node.doubleValue()), at);
            // YAML has no other types for the engines: true and null are strings.
            default -> new YamlValue.Scalar(node.asText().replace("${ROOT}", root), OptionalDouble.empty(), at);
        };
    }
}
