package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No node can speak for another, and where that cannot be promised nothing is believed. */
class OwnNodeOnlyE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "own-node";

    private KubernetesClient client;
    private Scenario scenario;
    private @Nullable ValidatingAdmissionPolicyBinding bindingTakenAway;

    @BeforeEach
    void aReportThatIsComplete() {
        client = RAMPART.client();
        scenario = new Scenario(client);
        scenario.evaluate(POLICY);
    }

    @AfterEach
    void clean() {
        putBindingBack();
        scenario.deletePolicy(POLICY);
    }

    @Test
    void aScannersTokenWritesItsOwnNodeScanAndNoOther() throws Exception {
        try (var scannerOfA = withTokenOf(scannerPodOn(NODE_A))) {
            var own = patchStatus(scannerOfA, NODE_A);
            var other = patchStatus(scannerOfA, NODE_B);

            assertThat(own.code()).as(own.body()).isEqualTo(200);
            assertThat(other.code()).isEqualTo(403);
            assertThat(other.body()).contains(Names.ADMISSION);
        }
    }

    /** One request and no other: the client's own patch would read the object first, which a scanner may not. */
    private static HttpResponse<String> patchStatus(KubernetesClient scanner, String node) throws Exception {
        var http = scanner.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(scanner.getMasterUrl() + "apis/rampart.dev/v1alpha1/nodescans/" + node + "/status")
                .method("PATCH", "application/merge-patch+json", "{\"status\":{\"message\":\"written by a test\"}}")
                .build();
        return http.sendAsync(request, String.class).get(30, TimeUnit.SECONDS);
    }

    @Test
    void withoutTheBindingResultsAreRefusedUntilTheyAnswerANewToken() {
        var binding = client.admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName(Names.ADMISSION)
                .get();
        var before = new NodeVerdicts(client).of(NODE_A, POLICY);

        client.resource(binding).delete();
        bindingTakenAway = binding;
        scenario.askForScan(NODE_A);

        Scenario.patiently("the policy says that results are refused, and why")
                .untilAsserted(() -> assertThat(scenario.policyConditions(POLICY))
                        .anySatisfy(c -> {
                            assertThat(c.status()).isEqualTo("False");
                            assertThat(Objects.requireNonNullElse(c.message(), ""))
                                    .contains(Names.ADMISSION);
                        }));
        scenario.awaitReport(POLICY, "nothing is green while the binding is missing", r -> !Scenario.isComplete(r));

        putBindingBack();

        scenario.awaitReport(POLICY, "complete again", Scenario::isComplete);
        assertThat(new NodeVerdicts(client).of(NODE_A, POLICY)).isEqualTo(before);
    }

    private void putBindingBack() {
        if (bindingTakenAway != null) {
            bindingTakenAway.getMetadata().setResourceVersion(null);
            bindingTakenAway.getMetadata().setUid(null);
            client.resource(bindingTakenAway).create();
            bindingTakenAway = null;
        }
    }

    private Pod scannerPodOn(String node) {
        return client
                .pods()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "scanner")
                .list()
                .getItems()
                .stream()
                .filter(p -> node.equals(p.getSpec().getNodeName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no scanner pod on " + node));
    }

    /** What {@code kubectl create token rampart-scanner --bound-object-kind Pod} gives. */
    private KubernetesClient withTokenOf(Pod pod) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withNewBoundObjectRef()
                .withKind("Pod")
                .withApiVersion("v1")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        var token = client.serviceAccounts()
                .inNamespace(Names.NODES)
                .withName(Names.SCANNER)
                .tokenRequest(request)
                .getStatus()
                .getToken();
        Config admin = client.getConfiguration();
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                .withCaCertData(admin.getCaCertData())
                .withOauthToken(token)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }
}
