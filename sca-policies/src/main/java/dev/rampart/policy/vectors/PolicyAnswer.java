package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.language.Problem;
import dev.rampart.policy.language.ProblemKind;
import dev.rampart.policy.model.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is compared of a {@code policy} case, as JSON with the fields in one order. */
final class PolicyAnswer {

    private static final String REFUSED = "policy refused";

    /** What the 5.x parser warns of when it looks at {@code compliance}. */
    private static final Set<ProblemKind> WARNINGS = Set.of(ProblemKind.COMPLIANCE_FORM, ProblemKind.COMPLIANCE_KEY);

    private PolicyAnswer() {}

    /** An engine that crashes or never ends is no model: such a policy is to be refused. */
    static ObjectNode recorded(VectorCase vector) {
        var stage = vector.text("stage");
        if (stage.equals("crash") || stage.equals("hang")) {
            return refused();
        }
        var result = JsonNodeFactory.instance.objectNode();
        result.put("expected", vector.text("expected")).put("stage", stage);
        var checks = result.putArray("checks");
        vector.field("checks")
                .forEach(c -> checks.addObject()
                        .put("id", c.path("id").asText())
                        .put("result", c.path("result").asText()));
        if (vector.fields().has("summary")) {
            var recorded = vector.field("summary");
            var summary = result.putObject("summary");
            for (var field : List.of("passed", "failed", "invalid", "total_checks")) {
                summary.put(field, recorded.path(field).asInt());
            }
            summary.put("score", (float) recorded.path("score").asDouble());
            summary.put("hash", recorded.path("hash").asText());
        }
        if (vector.fields().has("compliance_warnings")) {
            result.put(
                    "compliance_warnings", vector.field("compliance_warnings").asInt());
        }
        return result;
    }

    static ObjectNode refused() {
        var result = JsonNodeFactory.instance.objectNode();
        result.put("expected", "invalid").put("stage", REFUSED);
        result.putArray("checks");
        return result;
    }

    static ObjectNode of(VectorCase vector, PolicyResult got, List<Problem> ignored) {
        var result = JsonNodeFactory.instance.objectNode();
        result.put("expected", "loaded").put("stage", stage(got.stage()));
        var checks = result.putArray("checks");
        entries(got)
                .forEach(e -> checks.addObject()
                        .put("id", e.check().id())
                        .put("result", e.result().engine().text()));
        if (vector.fields().has("summary")) {
            var summary = got.summary();
            result.putObject("summary")
                    .put("passed", summary.passed())
                    .put("failed", summary.failed())
                    .put("invalid", summary.invalid())
                    .put("total_checks", summary.total())
                    .put("score", summary.score())
                    .put("hash", summary.hash());
        }
        if (vector.fields().has("compliance_warnings")) {
            result.put("compliance_warnings", (int)
                    ignored.stream().filter(p -> WARNINGS.contains(p.kind())).count());
        }
        return result;
    }

    /** 4.x sends results in ascending order of ids, and none of checks whose event it cannot build. */
    private static List<PolicyResult.Entry> entries(PolicyResult got) {
        if (got.policy().dialect() == Dialect.WAZUH_5) {
            return got.entries();
        }
        return got.entries().stream()
                .filter(e -> e.check().reported())
                .sorted(Comparator.comparingInt(e -> e.check().number().orElse(0)))
                .toList();
    }

    private static String stage(PolicyResult.Stage stage) {
        return switch (stage) {
            case PolicyResult.Complete c -> "evaluated";
            case PolicyResult.RequirementsNotMet r -> "requirements not met";
            case PolicyResult.Aborted a -> "scan aborted";
        };
    }
}
