package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API server takes what ships, and Pod Security lets the operator's pod run where it is installed. */
class ManifestIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    @BeforeAll
    static void install() {
        OperatorUnderTest.install(API);
    }

    @Test
    void theOperatorsPodMeetsTheRestrictedStandard() {
        // Given
        var template = deployment().getSpec().getTemplate();

        // When
        var pod = API.admin()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("rampart-system")
                        .withName("operator-as-shipped")
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .build())
                .dryRun()
                .create();

        // Then
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("rampart-operator");
    }

    @Test
    void aPodWithoutTheSecuritySettingsIsRefused() {
        // Given
        var spec = deployment().getSpec().getTemplate().getSpec();
        spec.getContainers().getFirst().setSecurityContext(null);

        // Then the namespace really enforces the standard
        assertThatThrownBy(() -> API.admin()
                        .resource(new PodBuilder()
                                .withNewMetadata()
                                .withNamespace("rampart-system")
                                .withName("operator-too-free")
                                .endMetadata()
                                .withSpec(spec)
                                .build())
                        .dryRun()
                        .create())
                .hasMessageContaining("violates PodSecurity \"restricted");
    }

    @Test
    void theSampleIsAcceptedAsItIs() {
        API.apply(API.root().resolve("docs/samples/quickstart.yaml"));
        assertThat(API.admin()
                        .resources(CompliancePolicy.class)
                        .withName("quickstart")
                        .delete())
                .isNotEmpty();
    }

    private static Deployment deployment() {
        try (var in = Files.newInputStream(API.root().resolve("install/30-operator.yaml"))) {
            var loaded = (Deployment) API.admin().load(in).items().getFirst();
            return API.admin().resource(loaded).dryRun().create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
