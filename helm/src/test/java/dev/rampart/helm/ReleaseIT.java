package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.operator.binding.BindingState;
import dev.rampart.operator.binding.ShippedAdmission;
import dev.rampart.operator.main.OperatorProcess;
import dev.rampart.operator.settings.Settings;
import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A release from install to uninstall on a real API server; pods run only in {@code ChartE2E}. */
class ReleaseIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final String CHART = Chart.FOLDER.toString();
    private static final String POLICY = """
            {"apiVersion": "rampart.dev/v1alpha1", "kind": "CompliancePolicy", "metadata": {"name": "kept"}, "spec": {}}
            """;

    private final Kubectl kubectl = new Kubectl(API.kubeconfigFile());
    private final Helm helm = Helm.orNotRun().on(API.kubeconfigFile());

    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void nothingOfRampart() {
        for (var release : List.of("rampart", "other")) {
            helm.finish("uninstall", release, "--namespace", Chart.NAMESPACE, "--wait");
        }
        kubectl.removeInstalled();
        assertThat(kubectl.installed()).isEmpty();
    }

    private String install(String... arguments) {
        return helm.run(words("install", "rampart", CHART, arguments));
    }

    private String upgrade(String chart, String... arguments) {
        return helm.run(words("upgrade", "rampart", chart, arguments));
    }

    private static String[] words(String verb, String release, String chart, String... arguments) {
        return Stream.concat(
                        Stream.of(verb, release, chart, "--namespace", Chart.NAMESPACE, "--create-namespace"),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    @Test
    void theNotesNameTheNextCommands() {
        var notes = install();
        assertThat(notes)
                .contains(
                        "kubectl label --overwrite namespace rampart-system pod-security.kubernetes.io/enforce=restricted",
                        "\"kind\": \"CompliancePolicy\"",
                        "kubectl get compliancereports --watch");
        assertThat(upgrade(CHART, "--set", "policy.create=true"))
                .contains("kubectl get compliancereport default --watch")
                .doesNotContain("kubectl create");
    }

    @Test
    void whatHelmInstallsIsWhatTheOperatorExpectsOfTheAdmissionRule() {
        install();
        var admission = API.admin().admissionRegistration().v1();
        var policy = Optional.ofNullable(admission
                .validatingAdmissionPolicies()
                .withName(ShippedAdmission.NAME)
                .get());
        var binding = Optional.ofNullable(admission
                .validatingAdmissionPolicyBindings()
                .withName(ShippedAdmission.NAME)
                .get());
        assertThat(ShippedAdmission.load().examine(policy, binding)).isInstanceOf(BindingState.Intact.class);
    }

    @Test
    void anUpgradeWithoutChangeChangesNothing() {
        install();
        var before = kubectl.installed();
        upgrade(CHART);
        assertThat(kubectl.installed()).isEqualTo(before);
    }

    @Test
    void anUpgradeUpgradesTheDefinitions() throws IOException {
        // Given
        install();
        kubectl.run("create", "-f", policyFile());
        var changed = copyOfTheChart();
        var crd = changed.resolve("files/crds/compliancepolicies.rampart.dev-v1.yml");
        Files.writeString(crd, Files.readString(crd).replace("- \"cmpol\"", "- \"cmpol\"\n    - \"cmpolicy\""));

        // When
        upgrade(changed.toString());

        // Then
        await("the new short name is served")
                .atMost(Duration.ofSeconds(20))
                .until(() -> kubectl.finish("get", "cmpolicy", "kept").exitCode() == 0);
    }

    @Test
    void uninstallingLeavesNothingThatActsOrHangs() throws IOException {
        // Given
        install("--set", "operator.replicas=2,metrics.service.create=true");
        kubectl.run("create", "-f", policyFile());

        // When
        helm.run("uninstall", "rampart", "--namespace", Chart.NAMESPACE, "--wait");

        // Then
        assertThat(kubectl.installed().keySet())
                .containsExactlyInAnyOrder(
                        "CustomResourceDefinition compliancepolicies.rampart.dev ",
                        "CustomResourceDefinition compliancereports.rampart.dev ",
                        "CustomResourceDefinition nodecompliances.rampart.dev ",
                        "CustomResourceDefinition nodescans.rampart.dev ",
                        "Namespace rampart-nodes ",
                        "Namespace rampart-system ");
        assertThat(kubectl.run("get", "cmpol", "kept", "--output", "name").output())
                .isEqualTo("compliancepolicy.rampart.dev/kept\n");

        // And a new release takes over what was kept
        install();
        kubectl.run("delete", "cmpol", "kept", "--timeout", "20s");
    }

    @Test
    void aSecondReleaseIsRefusedAndTheFirstIsNamed() {
        install();
        var ended = helm.finish(words("install", "other", CHART));
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.error()).contains("exists and cannot be imported", "current value is \"rampart\"");
    }

    @Test
    void plainYamlCanBeTakenOver() {
        // Given
        kubectl.run("apply", "-f", Chart.ROOT.resolve("install").toString());
        var before = kubectl.installed().keySet();

        // When
        install("--take-ownership");

        // Then
        assertThat(kubectl.installed().keySet()).isEqualTo(before);
    }

    @Test
    void theOperatorMakesThePolicyOfTheValuesOnceAndLeavesItAlone() {
        // Given
        var values =
                new String[] {"--set", "policy.create=true,policy.name=wanted,policy.spec.frameworks[0].name=hipaa"};
        install(values);
        var policies = API.admin().resources(dev.rampart.crds.v1alpha1.CompliancePolicy.class);

        // When
        try (var _ = operator(values)) {
            await("the policy is there")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> policies.withName("wanted").get() != null);
        }

        // Then its owner is the user
        var made = policies.withName("wanted").require();
        kubectl.run("patch", "cmpol", "wanted", "--type=merge", "--patch={\"spec\":{\"frameworks\":null}}");
        try (var running = operator(values)) {
            await("it leads")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> policies.withName("wanted").require().getStatus() != null);
            assertThat(running.healthPort()).isPositive();
        }
        var after = policies.withName("wanted").require();
        assertThat(after.getMetadata().getUid()).isEqualTo(made.getMetadata().getUid());
        assertThat(after.getSpec().frameworks()).isNull();
    }

    /** In this process, with the rights and the environment that the chart gives it. */
    private static OperatorProcess operator(String... values) {
        var environment = new java.util.HashMap<>(Map.of("HEALTH_PORT", "0"));
        new Chart(Helm.orNotRun())
                .object("Deployment", "rampart-operator", values)
                .at("spec", "template", "spec", "containers")
                .items()
                .flatMap(c -> c.at("env").items())
                .filter(e -> e.at("value").exists())
                .forEach(e -> environment.put(e.at("name").text(), e.at("value").text()));
        var account = API.asServiceAccount(Chart.NAMESPACE, "rampart-operator");
        return OperatorProcess.start(
                Settings.of(environment),
                new OperatorProcess.Surroundings(account.getConfiguration(), Clock.systemUTC(), List.of(), () -> {}));
    }

    private String policyFile() throws IOException {
        return Files.writeString(folder.resolve("policy.json"), POLICY).toString();
    }

    private Path copyOfTheChart() throws IOException {
        var copy = folder.resolve("chart");
        try (Stream<Path> all = Files.walk(Chart.FOLDER)) {
            for (var file : all.toList()) {
                Files.copy(file, copy.resolve(Chart.FOLDER.relativize(file).toString()));
            }
        }
        return copy;
    }
}
