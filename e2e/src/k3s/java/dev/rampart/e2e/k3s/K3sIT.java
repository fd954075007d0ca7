package dev.rampart.e2e.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.testkit.Manifests;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The path from policy to report on another distribution: one K3s node in a container. A node that is a container has
 * no systemd and its kubelet is part of the process {@code k3s}, so verdicts are not compared here, only that each is
 * one. Needs a container engine and a registry; CI has neither and does not run it.
 */
class K3sIT {

    private static final Path ROOT = Path.of(System.getProperty("rampart.root", ".")).toAbsolutePath();
    private static final Path IMAGE = ROOT.resolve("image/target/rampart.tar");

    /** K3s imports every archive that lies there when it starts. */
    private static final String IMPORTED = "/var/lib/rancher/k3s/agent/images/rampart.tar";

    private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");
    private static final String POLICY = "on-k3s";

    @Test
    void aPolicyGetsAReportOfTheNode() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "there is no container engine to run K3s in");
        assertThat(IMAGE).as("the image: run mvn -DskipTests package, then image/build").isRegularFile();
        try (var k3s = new K3sContainer(K3S)) {
            k3s.withCopyFileToContainer(MountableFile.forHostPath(IMAGE), IMPORTED).start();
            try (var cluster = client(k3s.getKubeConfigYaml())) {
                new Manifests(cluster).apply(ROOT.resolve("install"));
                applyPolicyAndAwaitReport(cluster);
            }
        }
    }

    private static KubernetesClient client(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private static void applyPolicyAndAwaitReport(KubernetesClient cluster) {
        // Given
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(cluster.getKubernetesSerialization().unmarshal("{}", CompliancePolicySpec.class));

        // When
        cluster.resource(policy).create();

        // Then
        var status = await("a report of the one node")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            var report = cluster.resources(ComplianceReport.class)
                                    .withName(POLICY)
                                    .get();
                            return report == null ? null : report.getStatus();
                        },
                        s -> s != null && s.nodes() != null && s.nodes().summary().equals("1/1"));
        var counts = Objects.requireNonNull(status.counts());
        assertThat(counts.pass() + counts.fail() + counts.notApplicable() + counts.unknown())
                .isEqualTo(counts.total())
                .isPositive();
        assertThat(cluster.resources(NodeCompliance.class).list().getItems()).hasSize(1);
    }
}
