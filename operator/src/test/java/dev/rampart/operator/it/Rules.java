package dev.rampart.operator.it;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Changes of RBAC rules, verb by verb. */
final class Rules {

    private Rules() {}

    /** The rules without that verb on that resource. */
    static List<PolicyRule> without(List<PolicyRule> rules, String verb, String resource) {
        return rules.stream()
                .flatMap(r -> r.getResources().contains(resource)
                                && r.getVerbs().contains(verb)
                        ? Stream.of(rest(r, resource), only(r, verb, resource)).filter(Objects::nonNull)
                        : Stream.of(r))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable PolicyRule rest(PolicyRule rule, String resource) {
        var others =
                rule.getResources().stream().filter(x -> !x.equals(resource)).toList();
        return others.isEmpty() ? null : rule.edit().withResources(others).build();
    }

    private static @org.jspecify.annotations.Nullable PolicyRule only(PolicyRule rule, String verb, String resource) {
        var verbs = rule.getVerbs().stream().filter(x -> !x.equals(verb)).toList();
        return verbs.isEmpty()
                ? null
                : rule.edit().withResources(resource).withVerbs(verbs).build();
    }
}
