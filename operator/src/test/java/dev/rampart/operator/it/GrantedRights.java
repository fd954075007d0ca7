package dev.rampart.operator.it;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a manifest's roles grant, as {@code group/resource:verb}. */
final class GrantedRights {

    private GrantedRights() {}

    static Set<String> of(Path manifest) {
        try (var in = Files.newInputStream(manifest)) {
            Object documents = new KubernetesSerialization().unmarshal(in);
            var result = new TreeSet<String>();
            for (var document : (Collection<?>) documents) {
                rules(document).flatMap(GrantedRights::rights).forEach(result::add);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<PolicyRule> rules(Object document) {
        return switch (document) {
            case ClusterRole role -> role.getRules().stream();
            case Role role -> role.getRules().stream();
            default -> Stream.empty();
        };
    }

    private static Stream<String> rights(PolicyRule rule) {
        List<String> verbs = rule.getVerbs();
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> verbs.stream().map(verb -> group + "/" + resource + ":" + verb)));
    }
}
