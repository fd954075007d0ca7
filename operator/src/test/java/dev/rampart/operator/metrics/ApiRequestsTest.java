package dev.rampart.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "/apis/rampart.dev/v1alpha1/nodescans, nodescans",
        "/apis/rampart.dev/v1alpha1/nodescans/node-1, nodescans",
        "/apis/rampart.dev/v1alpha1/nodescans/node-1/status, nodescans/status",
        "/api/v1/namespaces/rampart-nodes/configmaps/checks-1, configmaps",
        "/api/v1/namespaces/kube-system, namespaces",
        "/api/v1/nodes, nodes",
        "/apis/coordination.k8s.io/v1/namespaces/rampart-system/leases, leases",
        "/apis/rampart.dev/v1alpha1, discovery",
        "/version, discovery",
        "/, discovery",
    })
    void theLabelNamesTheResourceAndNoObject(String path, String resource) {
        assertThat(ApiRequests.resource(path)).isEqualTo(resource);
    }
}
