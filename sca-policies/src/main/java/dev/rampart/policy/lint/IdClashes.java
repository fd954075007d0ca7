package dev.rampart.policy.lint;

import dev.rampart.policy.yaml.Position;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.HashMap;
import java.util.Map;

/** Ids that several files use: only a mistake when their policies are active together. */
final class IdClashes {

    private record Place(String file, Position at) {}

    private final Map<String, Place> policies = new HashMap<>();
    private final Map<String, Place> checks = new HashMap<>();

    void check(String file, PolicyDocument document, FindingList found) {
        document.section("policy").flatMap(p -> PolicyDocument.find(p, "id")).ifPresent(id -> {
            if (id instanceof Scalar s) {
                clash(policies, s.text(), "policy.id " + LintedRule.quote(s.text()), file, s.at(), found);
            }
        });
        for (var check : document.checks()) {
            PolicyDocument.find(check.fields(), "id").ifPresent(id -> {
                if (id instanceof Scalar s) {
                    clash(checks, s.text(), "the id of " + check.name(), file, s.at(), found);
                }
            });
        }
    }

    private static void clash(
            Map<String, Place> known, String id, String what, String file, Position at, FindingList found) {
        var first = known.putIfAbsent(id, new Place(file, at));
        if (first != null && !first.file().equals(file)) {
            found.addOnce(
                    LintCode.ID_CLASH,
                    what.startsWith("policy") ? "policy" : first.file(),
                    at,
                    what + " is also used at " + first.file() + ":" + first.at()
                            + ": 4.14 refuses the second policy when both are active, 5.x mixes their results",
                    "give it an id of its own, or do not activate both policies");
        }
    }
}
