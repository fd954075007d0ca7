package dev.rampart.bench.scale;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.testkit.Manifests;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What is installed before the operator starts, as it ships. */
record Installation(KubernetesClient admin, Path root) {

    static final String POLICY = "bench";
    private static final long TOKEN_SECONDS = 4 * 3600L;

    void apply() {
        var manifests = new Manifests(admin);
        manifests.apply(root.resolve("crds/src/main/resources/META-INF/fabric8"));
        for (var file : List.of("00-namespaces", "10-operator-rbac", "11-scanner-rbac", "20-scanner-admission")) {
            manifests.apply(root.resolve("install/" + file + ".yaml"));
        }
    }

    /** Every check of the generated catalogue, on a schedule that does not fall into the run. */
    void applyPolicy() {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(new CompliancePolicySpec(
                List.of(
                        new FrameworkSelection(FrameworkName.CIS_LINUX, "0 0 1 1 *"),
                        new FrameworkSelection(FrameworkName.NIST_800_53, "0 0 1 1 *")),
                null,
                null,
                null,
                null));
        admin.resource(policy).forceConflicts().serverSideApply();
    }

    /** A kubeconfig with a token of the operator's own service account and nothing else; only the owner may read it. */
    Path operatorKubeconfig(Path folder) throws IOException {
        var token = admin.serviceAccounts()
                .inNamespace("rampart-system")
                .withName("rampart-operator")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        var config = admin.getConfiguration();
        var text = """
                {"apiVersion": "v1", "kind": "Config", "current-context": "bench",
                 "clusters": [{"name": "bench", "cluster": {"server": "%s", "certificate-authority-data": "%s"}}],
                 "users": [{"name": "bench", "user": {"token": "%s"}}],
                 "contexts": [{"name": "bench", "context": {"cluster": "bench", "user": "bench"}}]}
                """.formatted(config.getMasterUrl(), config.getCaCertData(), token);
        var file = Files.createTempFile(
                folder,
                "operator-",
                ".kubeconfig",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}
