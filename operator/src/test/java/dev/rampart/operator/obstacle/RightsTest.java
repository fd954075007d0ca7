package dev.rampart.operator.obstacle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RightsTest {

    private static final List<Right> NEEDED = Rights.needed("rampart-system", "rampart-nodes", "rampart-operator");

    @Test
    void theListIsWhatTheManifestGrants() throws IOException {
        // Given
        var granted = new TreeSet<String>();
        var manifest =
                Path.of(Objects.requireNonNull(System.getProperty("rampart.root")), "install/10-operator-rbac.yaml");
        try (var in = Files.newInputStream(manifest)) {
            Object documents = new KubernetesSerialization().unmarshal(in);
            for (var document : (Collection<?>) documents) {
                switch (document) {
                    case ClusterRole role -> add(granted, "", role.getRules());
                    case Role role -> add(granted, role.getMetadata().getNamespace(), role.getRules());
                    default -> {}
                }
            }
        }

        // Then
        assertThat(new TreeSet<>(NEEDED.stream().map(RightsTest::text).toList()))
                .as("left: Rights.needed; right: install/10-operator-rbac.yaml")
                .isEqualTo(granted);
    }

    private static void add(Collection<String> granted, String namespace, List<PolicyRule> rules) {
        for (var rule : rules) {
            var names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
            rule.getApiGroups()
                    .forEach(g -> rule.getResources()
                            .forEach(r -> names.forEach(n -> rule.getVerbs()
                                    .forEach(v -> granted.add(text(new Right(v, g, r, namespace, n)))))));
        }
    }

    private static String text(Right right) {
        return right.asRule() + " " + right.namespace() + "/" + right.name();
    }

    @Test
    void aRuleCoversWhatItSays() {
        var rule = new ResourceRuleBuilder()
                .withApiGroups("")
                .withResources("configmaps")
                .withVerbs("list", "watch")
                .build();
        var named = rule.edit().withResourceNames("one").build();
        assertThat(RightsReader.covers(rule, new Right("list", "", "configmaps", "ns", "")))
                .isTrue();
        assertThat(RightsReader.covers(rule, new Right("list", "", "configmaps", "ns", "one")))
                .isTrue();
        assertThat(RightsReader.covers(rule, new Right("delete", "", "configmaps", "ns", "")))
                .isFalse();
        assertThat(RightsReader.covers(rule, new Right("list", "apps", "configmaps", "ns", "")))
                .isFalse();
        assertThat(RightsReader.covers(named, new Right("list", "", "configmaps", "ns", "one")))
                .isTrue();
        assertThat(RightsReader.covers(named, new Right("list", "", "configmaps", "ns", "")))
                .isFalse();
    }

    @Test
    void aMessageNamesTheFirstRightsAndTheWayBack() {
        var message = new Obstacle.MissingRights(NEEDED.subList(0, 7)).message();
        assertThat(message)
                .contains("list nodes", "get namespaces \"kube-system\"", " and 2 more", "helm upgrade")
                .contains("install/10-operator-rbac.yaml");
        assertThat(new Right("patch", "", "configmaps", "rampart-nodes", ""))
                .hasToString("patch configmaps in namespace rampart-nodes");
        assertThat(Stream.of(new Right("patch", "rampart.dev", "nodescans/status", "", "")))
                .first()
                .hasToString("patch nodescans/status.rampart.dev");
    }
}
