package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ApiServerExtensionIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    @Test
    void aServiceAccountWithoutRightsIsRefused() {
        // Given
        var namespace = API.namespace();
        account(namespace, "nobody");
        // When
        var client = API.asServiceAccount(namespace, "nobody");
        // Then
        assertThatThrownBy(() -> client.configMaps().inNamespace(namespace).list())
                .asInstanceOf(InstanceOfAssertFactories.type(KubernetesClientException.class))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("system:serviceaccount:" + namespace + ":nobody", "configmaps"));
    }

    @Test
    void aServiceAccountMayDoWhatItsRoleSays(@TempDir Path folder) throws IOException {
        // Given
        var namespace = API.namespace();
        var manifest = Files.writeString(folder.resolve("reader.yaml"), """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: reader, namespace: NS}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: NS}
                rules:
                - {apiGroups: [""], resources: [configmaps], verbs: [get]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader, namespace: NS}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects:
                - {kind: ServiceAccount, name: reader, namespace: NS}
                """.replace("NS", namespace));
        API.apply(manifest);
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("here")
                .withNamespace(namespace)
                .endMetadata()
                .build();
        API.admin().resource(map).create();
        // When
        var client = API.asServiceAccount(namespace, "reader");
        // Then
        assertThat(client.resource(map).get()).isNotNull();
        assertThatThrownBy(() -> client.resource(map).delete())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot delete resource \"configmaps\"");
    }

    @Test
    void aTokenBoundToAPodNamesTheNodeOfThePod(@TempDir Path folder) throws IOException {
        // Given
        var namespace = API.namespace();
        API.apply(Files.writeString(folder.resolve("pod.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: NS-node}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: on-a-node, namespace: NS}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: placed, namespace: NS}
                spec:
                  nodeName: NS-node
                  serviceAccountName: on-a-node
                  containers: [{name: c, image: none}]
                """.replace("NS", namespace)));
        // When
        var review = API.asServiceAccount(namespace, "on-a-node", "placed")
                .resource(new SelfSubjectReviewBuilder().build())
                .create();
        // Then
        assertThat(review.getStatus().getUserInfo().getExtra())
                .containsEntry("authentication.kubernetes.io/node-name", List.of(namespace + "-node"))
                .containsEntry("authentication.kubernetes.io/pod-name", List.of("placed"));
        API.admin().nodes().withName(namespace + "-node").delete();
    }

    @Test
    void anUnknownServiceAccountIsNamed() {
        assertThatThrownBy(() -> API.asServiceAccount("default", "absent"))
                .hasMessageContaining("service account default/absent does not exist");
    }

    @Test
    void aRefusedDocumentNamesFileAndObject(@TempDir Path folder) throws IOException {
        // Given
        var manifest = Files.writeString(folder.resolve("bad.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: Not-A-Name, namespace: default}
                """);
        // When, Then
        assertThatThrownBy(() -> API.apply(manifest)).hasMessageContaining("bad.yaml: ConfigMap Not-A-Name: ");
    }

    private static void account(String namespace, String name) {
        API.admin()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }
}
