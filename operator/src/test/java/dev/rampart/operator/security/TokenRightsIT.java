package dev.rampart.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.rights.Grants;
import dev.rampart.testkit.rights.Use;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each account's own token is asked about everything that the API server knows: every resource and subresource of
 * discovery, every verb, in each namespace that matters. What the shipped roles do not name must be refused.
 */
class TokenRightsIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final List<String> NAMESPACES = List.of("rampart-system", "rampart-nodes", "default", "kube-system");
    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    /** Not in discovery: RBAC's own verbs. */
    private static final List<Use> SPECIAL = List.of(
            new Use("impersonate", "", "users", "", "system:admin"),
            new Use("impersonate", "", "groups", "", "system:masters"),
            new Use("impersonate", "", "serviceaccounts", "kube-system", "default"),
            new Use("escalate", "rbac.authorization.k8s.io", "clusterroles", "", ""),
            new Use("escalate", "rbac.authorization.k8s.io", "roles", "rampart-nodes", ""),
            new Use("bind", "rbac.authorization.k8s.io", "clusterroles", "", "cluster-admin"),
            new Use("approve", "certificates.k8s.io", "signers", "", "kubernetes.io/kube-apiserver-client"),
            new Use("sign", "certificates.k8s.io", "signers", "", "kubernetes.io/kubelet-serving"),
            new Use("use", "policy", "podsecuritypolicies", "", ""));

    private static Set<Use> everything = Set.of();
    private static Set<Use> anybody = Set.of();

    @BeforeAll
    static void install() throws Exception {
        ShippedWorkloads.installRights(API);
        everything = new LinkedHashSet<>(everything());
        anybody = allowed(nobody(), everything);
    }

    @ParameterizedTest
    @CsvSource({"rampart-system, rampart-operator", "rampart-nodes, rampart-scanner"})
    void aTokenMayDoWhatItsRolesNameAndNothingElse(String namespace, String account) throws Exception {
        // Given
        var cases = new LinkedHashSet<>(everything);
        var grants = Grants.of(API.admin(), namespace, account);
        for (var grant : grants.all()) {
            cases.add(grant.use(grant.name()));
            cases.add(grant.use("somebody-elses"));
        }

        // When
        var allowed = allowed(API.asServiceAccount(namespace, account), cases);

        // Then
        var wanted = new LinkedHashSet<>(anybody);
        cases.stream().filter(grants::allow).forEach(wanted::add);
        System.out.printf(
                "%s: %d questions, %d allowed, of which %d to anybody%n",
                account, cases.size(), allowed.size(), anybody.size());
        assertThat(cases).hasSizeGreaterThan(500);
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(allowed.size() - anybody.size()).isLessThan(cases.size() / 10);
    }

    @Test
    void anybodyMayOnlyAskAboutHimself() {
        assertThat(anybody)
                .isNotEmpty()
                .allMatch(u -> u.verb().equals("create") && u.resource().startsWith("selfsubject"));
    }

    private static KubernetesClient nobody() {
        API.admin()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("nobody")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .serverSideApply();
        return API.asServiceAccount("default", "nobody");
    }

    private static List<Use> everything() {
        var groups = new ArrayList<String>(List.of("v1"));
        API.admin()
                .getApiGroups()
                .getGroups()
                .forEach(g -> groups.add(g.getPreferredVersion().getGroupVersion()));
        var result = new ArrayList<>(SPECIAL);
        for (var group : groups) {
            var resources = API.admin().getApiResources(group);
            for (var resource : resources.getResources()) {
                var name = group.contains("/") ? group.substring(0, group.indexOf('/')) : "";
                places(resource)
                        .forEach(namespace -> VERBS.forEach(
                                verb -> result.add(new Use(verb, name, resource.getName(), namespace, ""))));
            }
        }
        return result;
    }

    private static List<String> places(APIResource resource) {
        return resource.getNamespaced() ? NAMESPACES : List.of("");
    }

    private static Set<Use> allowed(KubernetesClient account, Set<Use> cases) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Future<Boolean>>();
            for (var use : cases) {
                answers.add(threads.submit((Callable<Boolean>) () -> isAllowed(account, use)));
            }
            var result = new LinkedHashSet<Use>();
            var answer = answers.iterator();
            for (var use : cases) {
                if (answer.next().get()) {
                    result.add(use);
                }
            }
            return result;
        }
    }

    private static boolean isAllowed(KubernetesClient account, Use use) {
        var slash = use.resource().indexOf('/');
        return account.resource(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(use.verb())
                        .withGroup(use.group())
                        .withResource(
                                slash < 0 ? use.resource() : use.resource().substring(0, slash))
                        .withSubresource(slash < 0 ? null : use.resource().substring(slash + 1))
                        .withNamespace(use.namespace())
                        .withName(use.name())
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create()
                .getStatus()
                .getAllowed();
    }
}
