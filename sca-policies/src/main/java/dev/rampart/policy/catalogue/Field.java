package dev.rampart.policy.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a YAML file together with the place it stands at, so that every objection can name it.
 *
 * @param name path of keys; empty for the whole document
 */
record Field(String file, String name, Node node) {

    IllegalStateException objection(String what) {
        int line = node.getStartMark().getLine() + 1;
        return new IllegalStateException(
                file + ":" + line + ": " + (name.isEmpty() ? "the document" : name) + " " + what);
    }

    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw objection("must be a text that is not empty");
        }
        return scalar.getValue().strip();
    }

    List<Field> items() {
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            throw objection("must be a list with at least one entry");
        }
        var result = new ArrayList<Field>();
        for (var item : sequence.getValue()) {
            result.add(new Field(file, name + "[" + result.size() + "]", item));
        }
        return result;
    }

    /** @param known the keys that may stand here; any other is an objection, and so is one that stands twice */
    Map<String, Field> fields(Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw objection("must be a mapping");
        }
        var result = new HashMap<String, Field>();
        for (var entry : mapping.getValue()) {
            var key = new Field(file, name, entry.getKeyNode()).text();
            var field = new Field(file, name.isEmpty() ? key : name + "." + key, entry.getValueNode());
            if (!known.contains(key)) {
                throw field.objection("is not a known field; known are "
                        + known.stream().sorted().toList());
            }
            if (result.put(key, field) != null) {
                throw field.objection("stands twice");
            }
        }
        return result;
    }

    Field required(Map<String, Field> fields, String key) {
        var field = fields.get(key);
        if (field == null) {
            throw objection("has no field " + key);
        }
        return field;
    }

    /** @param ids what may stand here, by its text */
    <T> T oneOf(Map<String, T> ids) {
        var value = ids.get(text());
        if (value == null) {
            throw objection("is \"" + text() + "\"; it must be one of "
                    + ids.keySet().stream().sorted().toList());
        }
        return value;
    }

    static <T> Map<String, T> byId(T[] values, Function<T, String> id) {
        var result = new HashMap<String, T>();
        for (var value : values) {
            result.put(id.apply(value), value);
        }
        return Map.copyOf(result);
    }
}
