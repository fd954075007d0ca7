package dev.rampart.operator.security;

import static dev.rampart.operator.security.ShippedWorkloads.OPERATOR;
import static dev.rampart.operator.security.ShippedWorkloads.SCANNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped pods keep our own rules, and each rule bites when a manifest is loosened. */
class PodRulesTest {

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("rampart.root")));

    /** @param finding the one that must come up */
    record Loosened(String workload, String finding, Consumer<PodSpec> change) {
        @Override
        public String toString() {
            return workload + ": " + finding;
        }
    }

    private static PodSpec shipped(String workload) {
        return Objects.requireNonNull(ShippedWorkloads.pods(ROOT).get(workload), workload);
    }

    private static PodRules rules(String workload) {
        return workload.equals(SCANNER) ? PodRules.SCANNER : PodRules.OPERATOR;
    }

    @ParameterizedTest
    @ValueSource(strings = {OPERATOR, SCANNER})
    void whatShipsBreaksNoRule(String workload) {
        for (var rendering : ShippedWorkloads.renderings(ROOT)) {
            var pod = ShippedWorkloads.podsOf(rendering).get(workload);
            assertThat(rules(workload).broken(Objects.requireNonNull(pod, workload)))
                    .as(rendering.toString())
                    .isEmpty();
        }
    }

    static Stream<Loosened> loosened() {
        return Stream.of(OPERATOR, SCANNER)
                .flatMap(w -> Stream.of(
                        container(w, "privileged", c -> c.getSecurityContext().setPrivileged(true)),
                        container(
                                w,
                                "privilege escalation",
                                c -> c.getSecurityContext().setAllowPrivilegeEscalation(true)),
                        container(
                                w,
                                "privilege escalation",
                                c -> c.getSecurityContext().setAllowPrivilegeEscalation(null)),
                        container(
                                w, "writable root", c -> c.getSecurityContext().setReadOnlyRootFilesystem(false)),
                        container(
                                w,
                                "capabilities",
                                c -> c.getSecurityContext()
                                        .getCapabilities()
                                        .getAdd()
                                        .add("SYS_ADMIN")),
                        container(
                                w,
                                "capabilities",
                                c -> c.getSecurityContext().getCapabilities().setDrop(List.of())),
                        new Loosened(w, "seccomp none", PodRulesTest::withoutSeccomp),
                        container(w, "no memory limit", c -> c.getResources().setLimits(Map.of())),
                        new Loosened(w, "host namespaces", p -> p.setHostIPC(true)),
                        new Loosened(
                                w,
                                "host path /etc",
                                p -> p.getVolumes()
                                        .add(new VolumeBuilder()
                                                .withName("etc")
                                                .withNewHostPath("/etc", "Directory")
                                                .build())),
                        new Loosened(
                                w,
                                "secret volume",
                                p -> p.getVolumes()
                                        .add(new VolumeBuilder()
                                                .withName("s")
                                                .withNewSecret()
                                                .withSecretName("s")
                                                .endSecret()
                                                .build())),
                        container(
                                w,
                                "secret in environment",
                                c -> c.getEnv()
                                        .add(new EnvVarBuilder()
                                                .withName("TOKEN")
                                                .withNewValueFrom()
                                                .withNewSecretKeyRef("k", "s", false)
                                                .endValueFrom()
                                                .build())),
                        container(w, "host port 80", c -> c.getPorts().add(port()))));
    }

    static Stream<Loosened> ofOneOnly() {
        return Stream.of(
                new Loosened(OPERATOR, "host namespaces", p -> p.setHostNetwork(true)),
                new Loosened(OPERATOR, "root", p -> p.getSecurityContext().setRunAsUser(0L)),
                new Loosened(OPERATOR, "root", p -> p.getSecurityContext().setRunAsNonRoot(null)),
                new Loosened(SCANNER, "host namespaces", p -> p.setHostPID(null)),
                hostMount("writable host path", m -> m.setReadOnly(false)),
                hostMount("writable host path", m -> m.setRecursiveReadOnly(null)),
                hostMount("writable host path", m -> m.setMountPropagation("Bidirectional")));
    }

    @ParameterizedTest
    @MethodSource({"loosened", "ofOneOnly"})
    void aLoosenedManifestIsCaught(Loosened loosened) {
        var pod = shipped(loosened.workload());
        loosened.change().accept(pod);

        assertThat(rules(loosened.workload()).broken(pod)).anyMatch(f -> f.startsWith(loosened.finding()));
    }

    private static Loosened container(String workload, String finding, Consumer<Container> change) {
        return new Loosened(
                workload, finding, p -> change.accept(p.getContainers().getFirst()));
    }

    private static Loosened hostMount(String finding, Consumer<VolumeMount> change) {
        return container(
                SCANNER, finding, c -> change.accept(c.getVolumeMounts().getFirst()));
    }

    private static void withoutSeccomp(PodSpec pod) {
        if (pod.getSecurityContext() != null) {
            pod.getSecurityContext().setSeccompProfile(null);
        }
        pod.getContainers().getFirst().getSecurityContext().setSeccompProfile(null);
    }

    private static ContainerPort port() {
        var port = new ContainerPort();
        port.setHostPort(80);
        return port;
    }
}
