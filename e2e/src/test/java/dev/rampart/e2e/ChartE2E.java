package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Install, upgrade, uninstall and install again, as a user does it with helm, with reports in the cluster. The last class
 * of a run: {@link RightsLast}.
 */
class ChartE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "of-the-chart";
    private static final String SHORT_NAME = "- \"cmpol\"";

    private final Release release = Release.asShipped(RampartOnNodes.ROOT.resolve("helm/rampart"));

    @TempDir
    private Path folder;

    private KubernetesClient client;
    private Scenario scenario;

    @BeforeEach
    void installed() {
        client = RAMPART.client();
        scenario = new Scenario(client);
        release.install(RampartOnNodes.helm(), client);
        RampartOnNodes.awaitRollOut(client);
        // What a class that failed may have left is not this one's to judge.
        client.resources(CompliancePolicy.class).delete();
    }

    @AfterEach
    void noPolicy() {
        scenario.deletePolicy(POLICY);
    }

    @Test
    void thePolicyOfTheValuesGivesAReportAndSurvivesAnUpgradeOfItsDefinition() throws IOException {
        var wished = release.with("policy.create=true", "policy.name=" + POLICY);

        wished.install(RampartOnNodes.helm(), client);

        var report = scenario.awaitReport(POLICY, "complete, 2/2", Scenario::isComplete);
        assertThat(Objects.requireNonNull(report.nodes()).summary()).isEqualTo("2/2");
        var uid = uidOfThePolicy();

        wished.of(chartWithAnotherShortName()).with("operator.replicas=2").install(RampartOnNodes.helm(), client);

        assertThat(shortNames()).contains("cmpolicy");
        RampartOnNodes.awaitRollOut(client);
        assertThat(uidOfThePolicy()).isEqualTo(uid);
        scenario.recheck(NODE_A);
        scenario.recheck(NODE_B);
        assertThat(scenario.report(POLICY)).isNotNull();
    }

    @Test
    void uninstallingLeavesOnlyWhatIsTheUsersAndANewReleasePicksItUp() {
        scenario.evaluate(POLICY);
        var uid = uidOfThePolicy();
        var evaluated = evaluations();

        release.uninstall(RampartOnNodes.helm());

        assertThat(ofTheRelease()).isEmpty();
        Scenario.patiently("no pod of ours is left").until(() -> pods() == 0);
        assertThat(client.namespaces().withName(Names.NODES).get()).isNotNull();
        assertThat(uidOfThePolicy()).isEqualTo(uid);
        assertThat(customResources()).isNotEmpty().allSatisfy(resource -> {
            assertThat(resource.getMetadata().getFinalizers()).isEmpty();
            assertThat(resource.getMetadata().getDeletionTimestamp()).isNull();
        });

        release.install(RampartOnNodes.helm(), client);
        RampartOnNodes.awaitRollOut(client);

        assertThat(uidOfThePolicy()).isEqualTo(uid);
        Scenario.patiently("both nodes have answered the question that the operator asks under a new binding")
                .until(() -> evaluations().stream().noneMatch(evaluated::contains));
        scenario.awaitReport(POLICY, "complete, 2/2", Scenario::isComplete);
    }

    @Test
    void whatUninstallingLeftCanBeDeletedWithNobodyThereToHelp() {
        scenario.evaluate(POLICY);
        release.uninstall(RampartOnNodes.helm());

        scenario.deletePolicy(POLICY);

        Scenario.patiently("policy, report and check sets are gone")
                .until(() -> client.resources(CompliancePolicy.class)
                                .list()
                                .getItems()
                                .isEmpty()
                        && client.resources(ComplianceReport.class)
                                .list()
                                .getItems()
                                .isEmpty()
                        && client.configMaps()
                                .inNamespace(Names.NODES)
                                .withLabel("app.kubernetes.io/component", "check-set")
                                .list()
                                .getItems()
                                .isEmpty());
        client.resources(NodeCompliance.class).delete();
        client.resources(NodeScan.class).delete();
        Scenario.patiently("nothing of our kinds is left")
                .until(() -> customResources().isEmpty());
    }

    /** When each node evaluated what was accepted from it; node and time. */
    private List<String> evaluations() {
        return Stream.of(NODE_A, NODE_B)
                .flatMap(node -> Optional.ofNullable(client.resources(NodeCompliance.class)
                                .withName(node)
                                .require()
                                .getStatus()
                                .policies())
                        .orElse(List.of())
                        .stream()
                        .map(PolicyCompliance::evaluatedAt)
                        .map(at -> node + " " + at))
                .toList();
    }

    private String uidOfThePolicy() {
        return client.resources(CompliancePolicy.class)
                .withName(POLICY)
                .require()
                .getMetadata()
                .getUid();
    }

    private List<String> shortNames() {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("compliancepolicies.rampart.dev")
                .require()
                .getSpec()
                .getNames()
                .getShortNames();
    }

    private List<? extends HasMetadata> customResources() {
        return Stream.of(CompliancePolicy.class, ComplianceReport.class, NodeCompliance.class, NodeScan.class)
                .flatMap(kind -> client.resources(kind).list().getItems().stream())
                .toList();
    }

    private int pods() {
        return client.pods()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/name", "rampart")
                .list()
                .getItems()
                .size();
    }

    /** Everything but the namespace and the CustomResourceDefinitions, which are kept. */
    private List<String> ofTheRelease() {
        var rbac = client.rbac();
        var admission = client.admissionRegistration().v1();
        return Stream.of(
                        rbac.clusterRoles().list().getItems(),
                        rbac.clusterRoleBindings().list().getItems(),
                        rbac.roles().inAnyNamespace().list().getItems(),
                        rbac.roleBindings().inAnyNamespace().list().getItems(),
                        admission.validatingAdmissionPolicies().list().getItems(),
                        admission.validatingAdmissionPolicyBindings().list().getItems(),
                        admission.validatingWebhookConfigurations().list().getItems(),
                        admission.mutatingWebhookConfigurations().list().getItems(),
                        client.apps().deployments().inAnyNamespace().list().getItems(),
                        client.apps().daemonSets().inAnyNamespace().list().getItems(),
                        client.serviceAccounts().inAnyNamespace().list().getItems(),
                        client.network()
                                .v1()
                                .networkPolicies()
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.resourceQuotas().inAnyNamespace().list().getItems())
                .flatMap(List::stream)
                .map(o -> o.getKind() + " " + o.getMetadata().getName())
                .filter(name -> name.contains("rampart"))
                .toList();
    }

    private Path chartWithAnotherShortName() throws IOException {
        var copy = folder.resolve("chart");
        try (Stream<Path> all = Files.walk(release.chart())) {
            for (var file : all.toList()) {
                Files.copy(file, copy.resolve(release.chart().relativize(file).toString()));
            }
        }
        var crd = copy.resolve("files/crds/compliancepolicies.rampart.dev-v1.yml");
        Files.writeString(crd, Files.readString(crd).replace(SHORT_NAME, SHORT_NAME + "\n    - \"cmpolicy\""));
        return copy;
    }
}
