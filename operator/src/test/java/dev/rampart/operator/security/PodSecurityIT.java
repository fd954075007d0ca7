package dev.rampart.operator.security;

import static dev.rampart.operator.security.ShippedWorkloads.OPERATOR;
import static dev.rampart.operator.security.ShippedWorkloads.SCANNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pod that ships, in every rendering, against the three Pod Security levels of the real API server. */
class PodSecurityIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Pattern VIOLATES = Pattern.compile("violates PodSecurity \"[a-z]+:latest\": (.*)");

    /** The commas between clauses, not those inside parentheses. */
    private static final Pattern BETWEEN = Pattern.compile(", (?![^(]*\\))");

    private static final Map<String, String> NAMESPACES = new HashMap<>();

    private static final List<String> SCANNER_ON_BASELINE = List.of(
            "host namespaces (hostNetwork=true, hostPID=true)",
            "hostPath volumes (volume \"host\")",
            "non-default capabilities (container \"scanner\" must not include \"DAC_READ_SEARCH\", \"SYS_PTRACE\" in"
                    + " securityContext.capabilities.add)");

    private static final List<String> SCANNER_ON_RESTRICTED = List.of(
            "host namespaces (hostNetwork=true, hostPID=true)",
            "restricted volume types (volume \"host\" uses restricted volume type \"hostPath\")",
            "runAsNonRoot != true (pod or container \"scanner\" must set securityContext.runAsNonRoot=true)",
            "runAsUser=0 (container \"scanner\" must not set runAsUser=0)",
            "unrestricted capabilities (container \"scanner\" must not include \"DAC_READ_SEARCH\", \"SYS_CHROOT\","
                    + " \"SYS_PTRACE\" in securityContext.capabilities.add)");

    /** The one that the chart makes; the others that renderings name are Kubernetes' own. */
    @BeforeAll
    static void theChartsPriorityClass() {
        API.apply(API.root().resolve("helm/src/test/golden/own-priority/out-scanner-priority.yaml"));
    }

    @BeforeAll
    static void oneNamespaceForEachLevel() {
        for (var level : List.of("privileged", "baseline", "restricted")) {
            var name = API.namespace();
            API.admin()
                    .namespaces()
                    .withName(name)
                    .edit(n -> new NamespaceBuilder(n)
                            .editMetadata()
                            .addToLabels("pod-security.kubernetes.io/enforce", level)
                            .endMetadata()
                            .build());
            for (var account : List.of("rampart-operator", "rampart-scanner")) {
                API.admin()
                        .resource(new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(account)
                                .withNamespace(name)
                                .endMetadata()
                                .build())
                        .create();
            }
            NAMESPACES.put(level, name);
        }
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                Arguments.of(OPERATOR, "privileged", List.of()),
                Arguments.of(OPERATOR, "baseline", List.of()),
                Arguments.of(OPERATOR, "restricted", List.of()),
                Arguments.of(SCANNER, "privileged", List.of()),
                Arguments.of(SCANNER, "baseline", SCANNER_ON_BASELINE),
                Arguments.of(SCANNER, "restricted", SCANNER_ON_RESTRICTED));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void aShippedPodViolatesExactlyThis(String workload, String level, List<String> expected) {
        for (var rendering : ShippedWorkloads.renderings(API.root())) {
            var pod = ShippedWorkloads.podsOf(rendering).get(workload);
            assertThat(violations(Objects.requireNonNull(pod, workload), level))
                    .as(rendering.toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void everyWorkloadThatShipsHasItsRules() {
        assertThat(ShippedWorkloads.renderings(API.root()))
                .hasSizeGreaterThan(5)
                .allSatisfy(r -> assertThat(ShippedWorkloads.podsOf(r)).containsOnlyKeys(OPERATOR, SCANNER));
    }

    /** In the API server's words; a dry run, for there is no node. */
    private static List<String> violations(PodSpec spec, String level) {
        try {
            API.admin()
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withNamespace(NAMESPACES.get(level))
                            .withName("as-shipped")
                            .endMetadata()
                            .withSpec(spec)
                            .build())
                    .dryRun()
                    .create();
            return List.of();
        } catch (KubernetesClientException e) {
            var clauses = VIOLATES.matcher(e.getStatus().getMessage());
            assertThat(clauses.find()).as(e.getMessage()).isTrue();
            return BETWEEN.splitAsStream(clauses.group(1)).toList();
        }
    }
}
