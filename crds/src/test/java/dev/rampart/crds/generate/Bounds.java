package dev.rampart.crds.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of every string, list, map and number of the API, by property name: one name means one thing in all kinds.
 * Where it does not, {@link #EXCEPTIONS} says so by path. A property without a bound fails the generation.
 */
final class Bounds {

    private static final Consumer<JSONSchemaProps> DIGEST = pattern(64, "^[0-9a-f]{64}$");
    private static final Consumer<JSONSchemaProps> OBJECT_NAME = pattern(253, "^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$");
    private static final Consumer<JSONSchemaProps> UID = text(64);
    private static final Consumer<JSONSchemaProps> TOKEN = text(128);
    private static final Consumer<JSONSchemaProps> CRON = text(128);
    private static final Consumer<JSONSchemaProps> WORD = pattern(64, "^[A-Za-z][A-Za-z0-9]*$");
    private static final Consumer<JSONSchemaProps> SHORT = text(64);
    private static final Consumer<JSONSchemaProps> SLUG = text(63).andThen(schema -> schema.setMinLength(3L));
    private static final Consumer<JSONSchemaProps> LINE = text(256);
    private static final Consumer<JSONSchemaProps> SENTENCE = text(1024);
    private static final Consumer<JSONSchemaProps> TIME = text(35).andThen(schema -> schema.setFormat("date-time"));
    private static final Consumer<JSONSchemaProps> PERCENT =
            integer("int32").andThen(schema -> schema.setMaximum(100d));
    private static final Consumer<JSONSchemaProps> COUNT = integer("int32");

    /** Two bits and one byte for each of 6144 checks; a check set document of 256 KiB holds fewer. */
    private static final Consumer<JSONSchemaProps> VERDICTS = text(2048);

    private static final Consumer<JSONSchemaProps> REASONS = text(8192);

    /** Twice what the operator accepts, so that it can say TooLarge; what etcd cannot bear is refused here. */
    private static final Consumer<JSONSchemaProps> EVIDENCE = text(64 * 1024);

    private static final Consumer<JSONSchemaProps> CONDITION_TYPE = pattern(
            316,
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                    + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$");

    private static final Map<String, Consumer<JSONSchemaProps>> BY_NAME = Map.ofEntries(
            Map.entry("digest", DIGEST),
            Map.entry("resolvedDigest", DIGEST),
            Map.entry("configMap", OBJECT_NAME),
            Map.entry("policy", OBJECT_NAME),
            Map.entry("name", OBJECT_NAME),
            Map.entry("examples", list(5)),
            Map.entry("examples[]", OBJECT_NAME),
            Map.entry("uid", UID),
            Map.entry("nodeUID", UID),
            Map.entry("machineID", UID),
            Map.entry("recheck", TOKEN),
            Map.entry("requiredRecheck", TOKEN),
            Map.entry("revision", LINE),
            Map.entry("schedule", CRON),
            Map.entry("heartbeat", TIME),
            Map.entry("evaluatedAt", TIME),
            Map.entry("lastEvaluation", TIME),
            Map.entry("oldestEvaluation", TIME),
            Map.entry("nextRun", TIME),
            Map.entry("since", TIME),
            Map.entry("lastTransitionTime", TIME),
            Map.entry("duration", text(32)),
            Map.entry("verdicts", VERDICTS),
            Map.entry("reasons", REASONS),
            Map.entry("evidence", EVIDENCE),
            Map.entry("check", SHORT),
            Map.entry("title", LINE),
            Map.entry("severity", SHORT),
            Map.entry("version", SHORT),
            Map.entry("scannerVersion", SHORT),
            Map.entry("source", SHORT),
            Map.entry("summary", SHORT),
            Map.entry("frameworksSummary", LINE),
            Map.entry("tripwires", LINE),
            Map.entry("reason", WORD),
            Map.entry("message", SENTENCE),
            Map.entry("controls", list(64)),
            Map.entry("controls[]", text(128)),
            Map.entry("key", text(317)),
            Map.entry("values", list(64)),
            Map.entry("values[]", text(63)),
            Map.entry("matchLabels", map(16)),
            Map.entry("matchLabels{}", text(63)),
            Map.entry("matchExpressions", list(16)),
            Map.entry("byFramework", map(16)),
            Map.entry("byFramework{}", COUNT),
            Map.entry("conditions", listMap(16, "type")),
            Map.entry("type", CONDITION_TYPE),
            Map.entry("status", oneOf("True", "False", "Unknown")),
            Map.entry("observedGeneration", integer("int64")),
            Map.entry("frameworks", listMap(7, "name")),
            Map.entry("benchmark", listMap(7, "framework")),
            Map.entry("distribution", listMap(16, "digest")),
            Map.entry("assignments", listMap(8, "digest")),
            Map.entry("results", listMap(8, "digest")),
            Map.entry("policies", listMap(8, "digest")),
            Map.entry("failing", listMap(40, "check")),
            Map.entry("worst", listMap(50, "check")),
            Map.entry("refused", list(8)),
            Map.entry("score", PERCENT),
            Map.entry("coverage", PERCENT),
            Map.entry("checks", COUNT),
            Map.entry("nodes", COUNT),
            Map.entry("pass", COUNT),
            Map.entry("fail", COUNT),
            Map.entry("notApplicable", COUNT),
            Map.entry("unknown", COUNT),
            Map.entry("total", COUNT),
            Map.entry("criticalFailing", COUNT),
            Map.entry("minScore", PERCENT),
            Map.entry("maxCritical", COUNT),
            Map.entry("disable", listMap(64, "check")),
            Map.entry("variables", listMap(64, "name")),
            Map.entry("rationale", text(512)),
            Map.entry("value", text(64)),
            Map.entry("timezone", SHORT),
            Map.entry("jitter", text(16)),
            Map.entry("timeout", text(16)),
            Map.entry("policyGeneration", integer("int64")),
            Map.entry("reporting", COUNT),
            Map.entry("stale", COUNT),
            Map.entry("unsupported", COUNT),
            Map.entry("truncated", COUNT),
            Map.entry("worstTruncated", COUNT));

    private static final Map<String, Consumer<JSONSchemaProps>> EXCEPTIONS = Map.of(
            "conditions[].message",
            text(32768),
            "conditions[].reason",
            pattern(1024, "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"),
            "benchmark[].reason",
            SENTENCE,
            // Until the operator has looked it is -1, which no object's generation is.
            "status.observedGeneration",
            integer("int64").andThen(schema -> schema.setMinimum(-1d)),
            "tailoring.severity",
            listMap(64, "check"),
            "disable[].check",
            SLUG,
            "severity[].check",
            SLUG,
            "variables[].name",
            SLUG,
            // The operator lists what it refused, a malformed digest too.
            "refused[].digest",
            text(64),
            "cluster.name",
            LINE);

    /** Objects that are written whole: half of a selector selects something else. */
    private static final Set<String> ATOMIC = Set.of("nodeSelector", "policyRef");

    private Bounds() {}

    /** @param path property names from the root, {@code []} behind a list, {@code {}} behind a map */
    static void set(String path, JSONSchemaProps schema) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        if (ATOMIC.contains(name)) {
            schema.setXKubernetesMapType("atomic");
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return;
        }
        var bound = EXCEPTIONS.entrySet().stream()
                .filter(e -> path.endsWith("." + e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(BY_NAME.get(name));
        switch (schema.getType()) {
            case "boolean" -> {}
            case "object" -> {
                if (schema.getAdditionalProperties() != null) {
                    found(path, bound).accept(schema);
                }
            }
            case "array" -> found(path, bound).accept(schema);
            case "string", "integer" -> found(path, bound).accept(schema);
            default -> throw new IllegalStateException(path + " has type " + schema.getType() + ": teach Bounds");
        }
    }

    private static Consumer<JSONSchemaProps> found(String path, @Nullable Consumer<JSONSchemaProps> bound) {
        if (bound == null) {
            throw new IllegalStateException(path + " has no bound: add its name to Bounds");
        }
        return bound;
    }

    private static Consumer<JSONSchemaProps> text(long maxLength) {
        return schema -> {
            require(schema, "string");
            schema.setMaxLength(maxLength);
        };
    }

    private static Consumer<JSONSchemaProps> pattern(long maxLength, String pattern) {
        return text(maxLength).andThen(schema -> schema.setPattern(pattern));
    }

    private static Consumer<JSONSchemaProps> oneOf(String... values) {
        return schema -> {
            require(schema, "string");
            schema.setEnum(List.of(values).stream()
                    .map(TextNode::valueOf)
                    .map(JsonNode.class::cast)
                    .toList());
        };
    }

    private static Consumer<JSONSchemaProps> integer(String format) {
        return schema -> {
            require(schema, "integer");
            schema.setFormat(format);
            schema.setMinimum(0d);
        };
    }

    private static Consumer<JSONSchemaProps> list(long maxItems) {
        return schema -> {
            require(schema, "array");
            schema.setMaxItems(maxItems);
            schema.setXKubernetesListType("atomic");
        };
    }

    private static Consumer<JSONSchemaProps> listMap(long maxItems, String key) {
        return list(maxItems).andThen(schema -> {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(key));
        });
    }

    private static Consumer<JSONSchemaProps> map(long maxProperties) {
        return schema -> {
            require(schema, "object");
            schema.setMaxProperties(maxProperties);
        };
    }

    private static void require(JSONSchemaProps schema, String type) {
        if (!type.equals(schema.getType())) {
            throw new IllegalStateException("a bound for " + type + " met a property of type " + schema.getType() + ": "
                    + schema.getDescription());
        }
    }
}
