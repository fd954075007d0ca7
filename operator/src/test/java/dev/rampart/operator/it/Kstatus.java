package dev.rampart.operator.it;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What tools that follow kstatus make of an object: the rules of {@code sigs.k8s.io/cli-utils/pkg/kstatus} (v0.37,
 * {@code generic.go} and {@code status.go}) for a kind that they know nothing of, in their order. Flux, kpt and others
 * wait by them.
 */
enum Kstatus {
    InProgress,
    Failed,
    Current,
    Terminating;

    static Kstatus of(JsonNode object) {
        if (object.at("/metadata/deletionTimestamp").isTextual()) {
            return Terminating;
        }
        var observed = object.at("/status/observedGeneration");
        if (observed.isNumber()
                && observed.asLong() != object.at("/metadata/generation").asLong()) {
            return InProgress;
        }
        var conditions = conditions(object);
        if ("True".equals(conditions.get("Reconciling"))) {
            return InProgress;
        }
        if ("True".equals(conditions.get("Stalled"))) {
            return Failed;
        }
        // An object that says nothing at all counts as done.
        return switch (conditions.getOrDefault("Ready", "absent")) {
            case "False", "Unknown" -> InProgress;
            default -> Current;
        };
    }

    static Map<String, String> conditions(JsonNode object) {
        return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
                .collect(toMap(
                        c -> c.path("type").asText(), c -> c.path("status").asText()));
    }
}
