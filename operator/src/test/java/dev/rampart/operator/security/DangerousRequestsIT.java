package dev.rampart.operator.security;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stolen token would be used for, really sent with each account's token: every request must end with 403. */
class DangerousRequestsIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final String CORE = "/api/v1";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";
    private static final String OURS = "/apis/rampart.dev/v1alpha1";
    private static final String SCANNER_POD = "scanner-of-that-node";
    private static final String TARGET = "stolen-token-target";
    private static final List<String> NAMESPACES = List.of("rampart-system", "rampart-nodes", "default", "kube-system");

    private static final Map<String, KubernetesClient> CLIENTS = new ConcurrentHashMap<>();

    /** @param path may hold a query */
    record Attempt(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void install() {
        ShippedWorkloads.installRights(API);
        var admin = API.admin();
        admin.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(TARGET)
                        .endMetadata()
                        .build())
                .serverSideApply();
        for (var namespace : NAMESPACES) {
            admin.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(TARGET)
                            .withNamespace(namespace)
                            .endMetadata()
                            .addToStringData("password", "canary")
                            .build())
                    .serverSideApply();
        }
        admin.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(SCANNER_POD)
                        .withNamespace("rampart-nodes")
                        .endMetadata()
                        .withNewSpec()
                        .withServiceAccountName("rampart-scanner")
                        .withNodeName(TARGET)
                        .addNewContainer()
                        .withName("scanner")
                        .withImage("none")
                        .endContainer()
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    /** Other classes count the nodes of the server that all share. */
    @AfterAll
    static void takeAway() {
        var admin = API.admin();
        admin.pods()
                .inNamespace("rampart-nodes")
                .withName(SCANNER_POD)
                .withGracePeriod(0)
                .delete();
        admin.nodes().withName(TARGET).delete();
        NAMESPACES.forEach(n -> admin.secrets().inNamespace(n).withName(TARGET).delete());
    }

    static List<Attempt> toBothForbidden() {
        var all = new ArrayList<Attempt>();
        all.add(new Attempt("GET", CORE + "/secrets"));
        all.add(new Attempt("GET", CORE + "/configmaps"));
        all.add(new Attempt("GET", CORE + "/pods"));
        for (var namespace : NAMESPACES) {
            var in = CORE + "/namespaces/" + namespace;
            Stream.of(
                            "/secrets",
                            "/secrets?watch=1",
                            "/secrets/" + TARGET,
                            "/pods",
                            "/pods/" + TARGET,
                            "/pods/" + TARGET + "/log")
                    .forEach(p -> all.add(new Attempt("GET", in + p)));
            Stream.of(
                            "/secrets",
                            "/pods",
                            "/pods/" + TARGET + "/exec?command=id",
                            "/pods/" + TARGET + "/attach",
                            "/pods/" + TARGET + "/portforward",
                            "/pods/" + TARGET + "/eviction",
                            "/serviceaccounts",
                            "/serviceaccounts/default/token",
                            "/serviceaccounts/rampart-operator/token",
                            "/serviceaccounts/rampart-scanner/token",
                            "/events")
                    .forEach(p -> all.add(new Attempt("POST", in + p)));
            all.add(new Attempt("PATCH", in + "/secrets/" + TARGET));
            all.add(new Attempt("PATCH", in + "/pods/" + TARGET + "/ephemeralcontainers"));
            all.add(new Attempt("DELETE", in));
            all.add(new Attempt("PATCH", in));
            for (var workload : List.of("deployments", "daemonsets", "statefulsets")) {
                var path = "/apis/apps/v1/namespaces/" + namespace + "/" + workload;
                all.add(new Attempt("POST", path));
                all.add(new Attempt("PATCH", path + "/rampart-scanner"));
            }
            all.add(new Attempt("POST", "/apis/batch/v1/namespaces/" + namespace + "/jobs"));
            for (var role : List.of("roles", "rolebindings")) {
                all.add(new Attempt("POST", RBAC + "/namespaces/" + namespace + "/" + role));
                all.add(new Attempt("PATCH", RBAC + "/namespaces/" + namespace + "/" + role + "/rampart-operator"));
            }
            all.add(new Attempt("GET", "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases"));
            all.add(new Attempt("PATCH", "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases/other"));
        }
        for (var namespace : List.of("rampart-system", "default", "kube-system")) {
            var maps = CORE + "/namespaces/" + namespace + "/configmaps";
            all.add(new Attempt("GET", maps));
            all.add(new Attempt("GET", maps + "/kube-root-ca.crt"));
            all.add(new Attempt("POST", maps));
            all.add(new Attempt("PATCH", maps + "/kube-root-ca.crt"));
        }
        var node = CORE + "/nodes/" + TARGET;
        all.add(new Attempt("GET", node + "/proxy/"));
        all.add(new Attempt("GET", node + "/proxy/logs/"));
        all.add(new Attempt("POST", node + "/proxy/run/kube-system/x/y?cmd=id"));
        all.add(new Attempt("PATCH", node));
        all.add(new Attempt("PATCH", node + "/status"));
        all.add(new Attempt("DELETE", node));
        for (var role : List.of("clusterroles", "clusterrolebindings")) {
            all.add(new Attempt("POST", RBAC + "/" + role));
            all.add(new Attempt("PATCH", RBAC + "/" + role + "/rampart-operator"));
            all.add(new Attempt("DELETE", RBAC + "/" + role + "/rampart-operator"));
        }
        for (var admission : List.of("validatingadmissionpolicies", "validatingadmissionpolicybindings")) {
            all.add(new Attempt("PATCH", ADMISSION + "/" + admission + "/rampart-scanner-own-node"));
            all.add(new Attempt("DELETE", ADMISSION + "/" + admission + "/rampart-scanner-own-node"));
            all.add(new Attempt("GET", ADMISSION + "/" + admission));
        }
        for (var webhook : List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations")) {
            all.add(new Attempt("POST", ADMISSION + "/" + webhook));
            all.add(new Attempt("GET", ADMISSION + "/" + webhook));
        }
        var crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        all.add(new Attempt("DELETE", crds + "/nodescans.rampart.dev"));
        all.add(new Attempt("PATCH", crds + "/nodescans.rampart.dev"));
        all.add(new Attempt("POST", crds));
        all.add(new Attempt("POST", "/apis/certificates.k8s.io/v1/certificatesigningrequests"));
        all.add(new Attempt("POST", OURS + "/compliancepolicies"));
        all.add(new Attempt("PATCH", OURS + "/compliancepolicies/any"));
        all.add(new Attempt("DELETE", OURS + "/compliancepolicies/any"));
        all.add(new Attempt("DELETE", OURS + "/nodescans"));
        all.add(new Attempt("GET", "/metrics"));
        all.add(new Attempt("GET", "/logs"));
        all.add(new Attempt("GET", "/debug/pprof/"));
        return all;
    }

    static List<Attempt> toTheScannerForbidden() {
        var all = new ArrayList<Attempt>();
        var maps = CORE + "/namespaces/rampart-nodes/configmaps";
        all.add(new Attempt("GET", maps));
        all.add(new Attempt("POST", maps));
        all.add(new Attempt("PATCH", maps + "/kube-root-ca.crt"));
        all.add(new Attempt("DELETE", maps + "/kube-root-ca.crt"));
        all.add(new Attempt("GET", CORE + "/nodes"));
        all.add(new Attempt("GET", CORE + "/nodes/" + TARGET));
        all.add(new Attempt("POST", OURS + "/nodescans"));
        all.add(new Attempt("PATCH", OURS + "/nodescans/" + TARGET));
        all.add(new Attempt("DELETE", OURS + "/nodescans/" + TARGET));
        all.add(new Attempt("PUT", OURS + "/nodescans/" + TARGET + "/status"));
        for (var kind : List.of("compliancepolicies", "compliancereports", "nodecompliances")) {
            all.add(new Attempt("GET", OURS + "/" + kind));
            all.add(new Attempt("PATCH", OURS + "/" + kind + "/any/status"));
        }
        return all;
    }

    static Stream<Arguments> attempts() {
        return Stream.concat(
                Stream.of("rampart-system/rampart-operator", "rampart-nodes/rampart-scanner")
                        .flatMap(a -> toBothForbidden().stream().map(t -> Arguments.of(a, t))),
                toTheScannerForbidden().stream().map(t -> Arguments.of("rampart-nodes/rampart-scanner", t)));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void isForbidden(String account, Attempt attempt) {
        assertThat(codeOf(clientOf(account), attempt)).isEqualTo(HTTP_FORBIDDEN);
    }

    static Stream<Arguments> whom() {
        return Stream.of("rampart-system/rampart-operator", "rampart-nodes/rampart-scanner")
                .flatMap(a -> Stream.of(
                                "system:admin", "system:node:" + TARGET, "system:serviceaccount:kube-system:default")
                        .map(u -> Arguments.of(a, u)));
    }

    @ParameterizedTest
    @MethodSource("whom")
    void nobodyCanBeImpersonated(String account, String user) {
        var config = new ConfigBuilder(clientOf(account).getConfiguration())
                .withImpersonateUsername(user)
                .build();
        try (var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build()) {
            assertThat(codeOf(client, new Attempt("GET", OURS + "/nodescans"))).isEqualTo(HTTP_FORBIDDEN);
        }
    }

    /** The control: a request that is granted is not refused, so the 403 above is not that of a useless token. */
    @ParameterizedTest
    @MethodSource("accounts")
    void whatIsGrantedIsNotForbidden(String account) {
        var answer = clientOf(account).raw(OURS + "/nodescans");

        assertThat(answer).contains("NodeScanList");
    }

    static Stream<String> accounts() {
        return Stream.of("rampart-system/rampart-operator", "rampart-nodes/rampart-scanner");
    }

    private static KubernetesClient clientOf(String account) {
        return CLIENTS.computeIfAbsent(account, a -> {
            var parts = List.of(a.split("/", 2));
            return parts.get(1).equals("rampart-scanner")
                    ? API.asServiceAccount(parts.get(0), parts.get(1), SCANNER_POD)
                    : API.asServiceAccount(parts.get(0), parts.get(1));
        });
    }

    /** Of a request that is let through: 200. */
    private static int codeOf(KubernetesClient client, Attempt attempt) {
        var body = attempt.method().equals("GET") ? null : "{}";
        var thrown = catchThrowableOfType(
                KubernetesClientException.class, () -> client.raw(attempt.path(), attempt.method(), body));
        return thrown == null ? 200 : thrown.getCode();
    }
}
