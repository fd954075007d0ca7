package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody may do who has the cluster's own roles and none of ours. */
class UserRolesIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final List<String> KINDS =
            List.of("compliancepolicies", "compliancereports", "nodecompliances", "nodescans");
    private static final List<String> READS = List.of("get", "list", "watch");
    private static final List<String> WRITES = List.of("create", "update", "patch", "delete", "deletecollection");

    @BeforeAll
    static void install() {
        API.apply(Chart.ROOT.resolve("install"));
        for (var role : List.of("view", "edit", "admin")) {
            kubectl().run("create", "clusterrolebinding", "it-" + role, "--clusterrole=" + role, "--user=it-" + role);
        }
        await("the roles are aggregated")
                .atMost(Duration.ofSeconds(30))
                .until(() -> may("it-view", "list", "nodescans") && may("it-admin", "create", "compliancepolicies"));
    }

    @AfterAll
    static void remove() {
        kubectl().run("delete", "clusterrolebinding", "it-view", "it-edit", "it-admin");
        kubectl().removeInstalled();
    }

    @Test
    void viewReadsEveryKindAndWritesNone() {
        for (var kind : KINDS) {
            assertThat(READS).allMatch(verb -> may("it-view", verb, kind));
            assertThat(WRITES).noneMatch(verb -> may("it-view", verb, kind));
        }
    }

    @Test
    void editAndAdminWritePoliciesAndNothingElse() {
        for (var user : List.of("it-edit", "it-admin")) {
            for (var kind : KINDS) {
                assertThat(READS).allMatch(verb -> may(user, verb, kind));
                assertThat(WRITES).allMatch(verb -> may(user, verb, kind) == kind.equals("compliancepolicies"));
                assertThat(WRITES).noneMatch(verb -> may(user, verb, kind + "/status"));
            }
        }
    }

    private static boolean may(String user, String verb, String resource) {
        var parts = resource.split("/", 2);
        var asked = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user)
                .withNewResourceAttributes()
                .withGroup("rampart.dev")
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return API.admin()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(asked)
                .getStatus()
                .getAllowed();
    }

    private static Kubectl kubectl() {
        return new Kubectl(API.kubeconfigFile());
    }
}
