package dev.rampart.testkit.rights;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that the roles of a cluster grant to a service account by its name; what every account has, or a group, is
 * not in it.
 */
public record Grants(String namespace, String account, Set<Grant> all) {

    private static final List<String> ANY = List.of("");

    public Grants {
        all = Set.copyOf(all);
    }

    /** @throws IllegalStateException when a binding names a role that does not exist */
    public static Grants of(KubernetesClient admin, String namespace, String account) {
        var all = new LinkedHashSet<Grant>();
        admin.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(b -> names(b.getSubjects(), "", namespace, account))
                .flatMap(b -> rules(admin, b.getRoleRef(), "").flatMap(r -> grants(r, "")))
                .forEach(all::add);
        admin.rbac().roleBindings().inAnyNamespace().list().getItems().stream()
                .filter(b -> names(b.getSubjects(), b.getMetadata().getNamespace(), namespace, account))
                .flatMap(b -> rules(admin, b.getRoleRef(), b.getMetadata().getNamespace())
                        .flatMap(r -> grants(r, b.getMetadata().getNamespace())))
                .forEach(all::add);
        return new Grants(namespace, account, all);
    }

    private static boolean names(List<Subject> subjects, String inNamespace, String namespace, String account) {
        return subjects.stream()
                .anyMatch(s -> s.getKind().equals("ServiceAccount")
                        && s.getName().equals(account)
                        && (s.getNamespace() == null ? inNamespace : s.getNamespace()).equals(namespace));
    }

    private static Stream<PolicyRule> rules(KubernetesClient admin, RoleRef ref, String namespace) {
        if (ref.getKind().equals("Role")) {
            return admin.rbac().roles().inNamespace(namespace).withName(ref.getName()).require().getRules().stream();
        }
        return admin.rbac().clusterRoles().withName(ref.getName()).require().getRules().stream();
    }

    private static Stream<Grant> grants(PolicyRule rule, String namespace) {
        var names = rule.getResourceNames().isEmpty() ? ANY : rule.getResourceNames();
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getApiGroups().stream()
                        .flatMap(group -> rule.getResources().stream()
                                .flatMap(resource -> names.stream()
                                        .map(name -> new Grant(verb, group, resource, namespace, name)))));
    }

    public boolean allow(Use use) {
        return all.stream().anyMatch(g -> g.covers(use));
    }

    /** As the API server names the account. */
    public String user() {
        return "system:serviceaccount:" + namespace + ":" + account;
    }
}
