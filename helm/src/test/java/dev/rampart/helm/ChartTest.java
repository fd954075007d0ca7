package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.operator.settings.Settings;
import dev.rampart.testkit.Helm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What holds of the chart whatever the values are. */
class ChartTest {

    /** Every part that values can switch on. */
    private static final String[] EVERYTHING = {
        "--set", "operator.replicas=2,metrics.service.create=true,metrics.serviceMonitor.create=true",
        "--set", "policy.create=true,policy.name=all,policy.spec.frameworks[0].name=hipaa",
        "--set", "namespace.create=true,clusterName=prod-1,operator.reportInterval=5s"
    };

    @SuppressWarnings("NullAway.Init")
    private static Chart chart;

    @BeforeAll
    static void helm() {
        chart = new Chart(Helm.orNotRun());
    }

    @Test
    void lintFindsNothing() {
        assertThat(chart.helm().run("lint", "--strict", "--kube-version", Chart.KUBERNETES, Chart.FOLDER.toString()))
                .contains("0 chart(s) failed");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Map<String, Object> chartFile = new Yaml().load(Chart.read(Chart.FOLDER.resolve("Chart.yaml")));
        assertThat(chartFile).containsEntry("version", System.getProperty("rampart.version"));
    }

    @Test
    void noRoleHasAWildcard() {
        var rules = chart.objects(EVERYTHING).stream()
                .filter(o -> o.at("kind").text().endsWith("Role"))
                .flatMap(o -> o.at("rules").items())
                .toList();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.at("apiGroups").texts()).isNotEmpty().noneMatch(t -> t.contains("*"));
            assertThat(rule.at("resources").texts()).isNotEmpty().noneMatch(t -> t.contains("*"));
            assertThat(rule.at("verbs").texts())
                    .isNotEmpty()
                    .noneMatch(t -> t.contains("*"))
                    .doesNotContain("escalate", "bind", "impersonate");
            assertThat(rule.at("resources").texts()).doesNotContain("secrets", "nodes/proxy", "pods/exec");
        });
    }

    @Test
    void noRoleBindsMoreThanItsOwnServiceAccount() {
        assertThat(chart.objects(EVERYTHING))
                .filteredOn(o -> o.at("kind").text().endsWith("RoleBinding"))
                .hasSize(5)
                .allSatisfy(o -> assertThat(o.at("subjects").items())
                        .singleElement()
                        .satisfies(s -> {
                            assertThat(s.at("kind").text()).isEqualTo("ServiceAccount");
                            assertThat(s.at("name").text())
                                    .isEqualTo(o.at("roleRef", "name").text());
                        }));
    }

    static Stream<Node> pods() {
        var both = new Chart(Helm.orNotRun());
        return Stream.of(
                both.object("Deployment", "rampart-operator").at("spec", "template", "spec"),
                both.object("DaemonSet", "rampart-scanner").at("spec", "template", "spec"));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyContainerIsBoxed(Node pod) {
        assertThat(pod.at("containers").items()).isNotEmpty().allSatisfy(container -> {
            var security = container.at("securityContext");
            assertThat(security.at("readOnlyRootFilesystem").value()).isEqualTo(true);
            assertThat(security.at("allowPrivilegeEscalation").value()).isEqualTo(false);
            assertThat(security.at("privileged").exists()).isFalse();
            assertThat(security.at("capabilities", "drop").texts()).containsExactly("ALL");
            assertThat(Stream.of(security, pod.at("securityContext"))
                            .map(s -> s.at("seccompProfile", "type").text()))
                    .contains("RuntimeDefault");
            assertThat(container.at("resources", "limits", "memory").exists()).isTrue();
        });
        assertThat(pod.at("volumes").items())
                .isNotEmpty()
                .noneMatch(v -> v.at("secret").exists());
    }

    @Test
    void onlyTheScannerSeesTheHostAndItHasNoMorePowersThanItNeeds() {
        var operator = chart.object("Deployment", "rampart-operator").at("spec", "template", "spec");
        assertThat(operator.at("hostPID").exists()).isFalse();
        assertThat(operator.at("hostNetwork").exists()).isFalse();
        assertThat(operator.at("volumes").items())
                .noneMatch(v -> v.at("hostPath").exists());
        var scanner = chart.object("DaemonSet", "rampart-scanner").at("spec", "template", "spec");
        var container = scanner.at("containers").items().findFirst().orElseThrow();
        assertThat(container.at("securityContext", "capabilities", "add").texts())
                .containsExactlyInAnyOrder("SYS_PTRACE", "SYS_CHROOT", "DAC_READ_SEARCH");
        assertThat(container.at("volumeMounts").items()).allSatisfy(m -> {
            assertThat(m.at("readOnly").value()).isEqualTo(true);
            assertThat(m.at("mountPropagation").exists()).isFalse();
        });
        assertThat(container.at("ports").exists()).isFalse();
    }

    /** The operator accepts no result where the two differ from what its jar carries. */
    @Test
    void theAdmissionRuleIsTheSameWhateverTheValues() {
        var shipped = chart.render().get("scanner-admission");
        assertThat(chart.render(EVERYTHING).get("scanner-admission")).isEqualTo(shipped);
        assertThat(chart.render("--namespace", "elsewhere").get("scanner-admission"))
                .isEqualTo(shipped)
                .isEqualTo(Chart.read(Chart.ROOT.resolve("install/20-scanner-admission.yaml"))
                        .replaceFirst("(?s)^# Generated.*?\n(?=# No node)", ""));
    }

    @Test
    void theOperatorUnderstandsEverySettingThatIsRendered() {
        var settings = Settings.of(environment(EVERYTHING));
        assertThat(settings.clusterName()).contains("prod-1");
        assertThat(settings.reportInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.firstPolicy()).hasValueSatisfying(policy -> {
            assertThat(policy.getMetadata().getName()).isEqualTo("all");
            assertThat(Objects.requireNonNull(policy.getSpec()).frameworks()).hasSize(1);
        });
        assertThat(Settings.of(environment()).firstPolicy()).isEmpty();
    }

    private static Map<String, String> environment(String... arguments) {
        var result = new HashMap<String, String>();
        chart.object("Deployment", "rampart-operator", arguments)
                .at("spec", "template", "spec", "containers")
                .items()
                .flatMap(c -> c.at("env").items())
                .forEach(e -> result.put(
                        e.at("name").text(),
                        e.at("value").exists() ? e.at("value").text() : "x"));
        return result;
    }

    @Test
    void theRightToMakeAPolicyIsGivenOnlyWhereItIsUsed() {
        assertThat(verbsOnPolicies()).doesNotContain("create", "update", "patch", "delete");
        assertThat(verbsOnPolicies("--set", "policy.create=true"))
                .contains("create")
                .doesNotContain("update", "patch", "delete");
    }

    private static List<String> verbsOnPolicies(String... arguments) {
        return chart.object("ClusterRole", "rampart-operator", arguments)
                .at("rules")
                .items()
                .filter(r -> r.at("resources").texts().contains("compliancepolicies"))
                .flatMap(r -> r.at("verbs").texts().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradictionsAreRefusedInASentence(List<String> arguments, String sentence) {
        var ended = chart.template(arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.error()).contains(sentence);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> contradictions() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of(
                        List.of("--namespace", "rampart-nodes"), "install the release into another one"),
                org.junit.jupiter.params.provider.Arguments.of(
                        List.of("--set", "scanner.priorityClass.create=true"),
                        "give it a name that does not begin with system-"),
                org.junit.jupiter.params.provider.Arguments.of(
                        List.of("--set", "metrics.serviceMonitor.create=true"), "set metrics.service.create too"));
    }

    @Test
    void theChartHoldsNoFileThatNobodyRenders() {
        assertThat(Path.of("rampart/crds"))
                .as("such a folder is never upgraded by helm")
                .doesNotExist();
    }
}
