package dev.rampart.crds.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a definition no longer allows that an earlier one did. Whatever it finds could make an object invalid that is
 * stored in somebody's cluster, or a manifest that is in somebody's Git. New fields and wider bounds are fine.
 */
final class Narrowing {

    /** A smaller value allows less. */
    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    /** A larger value allows less. */
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems", "minProperties");

    /** Any other value may allow less; one that was not there before does. */
    private static final List<String> FIXED = List.of(
            "type",
            "pattern",
            "format",
            "multipleOf",
            "uniqueItems",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type");

    /** One that is gone allows less. */
    private static final List<String> GRANTS =
            List.of("nullable", "x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields");

    private final List<String> found = new ArrayList<>();

    private Narrowing() {}

    /** Sentences that name the place; empty when everything that was valid still is. */
    static List<String> between(JsonNode before, JsonNode now) {
        var narrowing = new Narrowing();
        narrowing.names(before.path("spec"), now.path("spec"));
        var versions = byName(now.at("/spec/versions"));
        for (var version : before.at("/spec/versions")) {
            var name = version.path("name").asText();
            if (!version.path("served").asBoolean()) {
                continue;
            }
            var same = versions.get(name);
            if (same == null || !same.path("served").asBoolean()) {
                narrowing.add(name, "the version is not served any more");
                continue;
            }
            if (version.at("/subresources/status").isObject()
                    && !same.at("/subresources/status").isObject()) {
                narrowing.add(name, "the status subresource is gone");
            }
            narrowing.schema(name, version.at("/schema/openAPIV3Schema"), same.at("/schema/openAPIV3Schema"));
        }
        return List.copyOf(narrowing.found);
    }

    private void names(JsonNode before, JsonNode now) {
        for (var path : List.of("/group", "/scope", "/names/kind", "/names/plural")) {
            if (!before.at(path).equals(now.at(path))) {
                add("spec" + path.replace('/', '.'), "was " + before.at(path) + " and is " + now.at(path));
            }
        }
        for (var path : List.of("/names/shortNames", "/names/categories")) {
            var gone = texts(before.at(path));
            gone.removeAll(texts(now.at(path)));
            gone.forEach(g -> add("spec" + path.replace('/', '.'), g + " is gone"));
        }
    }

    private void schema(String at, JsonNode before, JsonNode now) {
        for (var key : UPPER_BOUNDS) {
            var wasLarger = !before.has(key)
                    || before.path(key).asDouble() > now.path(key).asDouble();
            if (now.has(key) && wasLarger) {
                changed(at, key, before, now);
            }
        }
        for (var key : LOWER_BOUNDS) {
            var wasSmaller = !before.has(key)
                    || before.path(key).asDouble() < now.path(key).asDouble();
            if (now.has(key) && wasSmaller) {
                changed(at, key, before, now);
            }
        }
        for (var key : FIXED) {
            if (now.has(key) && !now.path(key).equals(before.path(key))) {
                changed(at, key, before, now);
            }
        }
        for (var key : GRANTS) {
            if (before.path(key).asBoolean() && !now.path(key).asBoolean()) {
                add(at, key + " is gone");
            }
        }
        values(at, before, now);
        rules(at, before, now);
        children(at, before, now);
    }

    private void values(String at, JsonNode before, JsonNode now) {
        if (now.has("enum")) {
            var left = texts(now.path("enum"));
            if (!before.has("enum")) {
                add(at, "is limited to " + left + " and was not");
            }
            texts(before.path("enum")).stream()
                    .filter(v -> !left.contains(v))
                    .forEach(v -> add(at, "the value " + v + " is gone"));
        }
        var required = texts(now.path("required"));
        required.removeAll(texts(before.path("required")));
        required.forEach(r -> add(at + "." + r, "is required and was not"));
    }

    /** A rule of the same text allows the same, whatever its message. */
    private void rules(String at, JsonNode before, JsonNode now) {
        var old = texts(before.path("x-kubernetes-validations"), "rule");
        texts(now.path("x-kubernetes-validations"), "rule").stream()
                .filter(r -> !old.contains(r))
                .forEach(r -> add(at, "has the new rule " + r));
    }

    private void children(String at, JsonNode before, JsonNode now) {
        for (var property : before.path("properties").properties()) {
            var path = at + "." + property.getKey();
            var same = now.path("properties").path(property.getKey());
            if (same.isMissingNode()) {
                add(path, "the field is gone");
            } else {
                schema(path, property.getValue(), same);
            }
        }
        for (var key : List.of("items", "additionalProperties")) {
            if (before.path(key).isObject() && now.path(key).isObject()) {
                schema(at + (key.equals("items") ? "[]" : "{}"), before.path(key), now.path(key));
            } else if (before.has(key) && !now.has(key)) {
                add(at, key + " is gone");
            }
        }
    }

    private void changed(String at, String key, JsonNode before, JsonNode now) {
        add(at, key + " was " + (before.has(key) ? before.path(key) : "not set") + " and is " + now.path(key));
    }

    private void add(String at, String what) {
        found.add(at + ": " + what);
    }

    private static Map<String, JsonNode> byName(JsonNode list) {
        var result = new LinkedHashMap<String, JsonNode>();
        list.forEach(item -> result.put(item.path("name").asText(), item));
        return result;
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(member).asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
