package dev.rampart.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped rights allow, and above all what they do not. */
class ScannerRightsIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    @BeforeAll
    static void install() {
        NodeUnderTest.install(API);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "get, rampart.dev, nodescans, -, -, false",
                "list, rampart.dev, nodescans, -, -, true",
                "watch, rampart.dev, nodescans, -, -, true",
                "patch, rampart.dev, nodescans, status, -, true",
                "get, '', configmaps, -, rampart-nodes, true",
                "update, rampart.dev, nodescans, status, -, false",
                "patch, rampart.dev, nodescans, -, -, false",
                "create, rampart.dev, nodescans, -, -, false",
                "delete, rampart.dev, nodescans, -, -, false",
                "list, '', configmaps, -, rampart-nodes, false",
                "get, '', configmaps, -, kube-system, false",
                "get, '', secrets, -, rampart-nodes, false",
                "create, '', pods, -, rampart-nodes, false",
                "get, '', nodes, -, -, false",
                "get, rampart.dev, nodecompliances, -, -, false",
            })
    void aScannerMayDoThisAndNothingElse(
            String verb,
            String group,
            String resource,
            @Nullable String subresource,
            @Nullable String namespace,
            boolean allowed) {
        // Given
        KubernetesClient scanner = API.asServiceAccount(NodeUnderTest.NAMESPACE, "rampart-scanner");

        // When
        var review = scanner.resource(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(resource)
                        .withSubresource(subresource)
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();

        // Then
        assertThat(review.getStatus().getAllowed()).isEqualTo(allowed);
    }
}
