package dev.rampart.operator.security;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pod of ours may have beyond nothing. Finer than the Pod Security levels, for which a host path is a host path
 * whether it can be written or not, and "privileged" allows everything.
 *
 * @param hostNamespaces of hostPID, hostNetwork, hostIPC
 * @param hostPaths that may be mounted, always read-only
 */
record PodRules(boolean root, Set<String> capabilities, Set<String> hostNamespaces, Set<String> hostPaths) {

    static final PodRules OPERATOR = new PodRules(false, Set.of(), Set.of(), Set.of());
    static final PodRules SCANNER = new PodRules(
            true, Set.of("SYS_PTRACE", "SYS_CHROOT", "DAC_READ_SEARCH"), Set.of("hostPID", "hostNetwork"), Set.of("/"));

    /** One clause per finding. */
    List<String> broken(PodSpec pod) {
        var found = new ArrayList<String>();
        if (!hostNamespaces.equals(usedNamespaces(pod))) {
            found.add("host namespaces " + usedNamespaces(pod));
        }
        pod.getVolumes().stream()
                .filter(v -> v.getHostPath() != null)
                .map(v -> v.getHostPath().getPath())
                .filter(p -> !hostPaths.contains(p))
                .forEach(p -> found.add("host path " + p));
        pod.getVolumes().stream()
                .filter(v -> v.getSecret() != null)
                .forEach(v -> found.add("secret volume " + v.getName()));
        Stream.of(pod.getContainers(), pod.getInitContainers())
                .flatMap(List::stream)
                .forEach(c -> found.addAll(broken(pod, c)));
        if (!pod.getEphemeralContainers().isEmpty()) {
            found.add("ephemeral containers");
        }
        return found;
    }

    private static Set<String> usedNamespaces(PodSpec pod) {
        var used = new HashSet<String>();
        if (Boolean.TRUE.equals(pod.getHostPID())) {
            used.add("hostPID");
        }
        if (Boolean.TRUE.equals(pod.getHostNetwork())) {
            used.add("hostNetwork");
        }
        if (Boolean.TRUE.equals(pod.getHostIPC())) {
            used.add("hostIPC");
        }
        return used;
    }

    private List<String> broken(PodSpec pod, Container container) {
        var found = new ArrayList<String>();
        var context = Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
        if (Boolean.TRUE.equals(context.getPrivileged())) {
            found.add("privileged");
        }
        if (!Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
            found.add("privilege escalation");
        }
        if (!Boolean.TRUE.equals(context.getReadOnlyRootFilesystem())) {
            found.add("writable root");
        }
        var named = Optional.ofNullable(context.getCapabilities()).orElseGet(Capabilities::new);
        if (!named.getDrop().equals(List.of("ALL")) || !capabilities.equals(Set.copyOf(named.getAdd()))) {
            found.add("capabilities " + named.getDrop() + " " + named.getAdd());
        }
        if (!"RuntimeDefault".equals(seccomp(pod, context))) {
            found.add("seccomp " + seccomp(pod, context));
        }
        if (!root && !isUnprivileged(pod, context)) {
            found.add("root");
        }
        if (container.getResources() == null
                || !container.getResources().getLimits().containsKey("memory")) {
            found.add("no memory limit");
        }
        container.getPorts().stream()
                .map(ContainerPort::getHostPort)
                .filter(p -> p != null && p != 0)
                .forEach(p -> found.add("host port " + p));
        if (!hostNamespaces.isEmpty() && !container.getPorts().isEmpty()) {
            found.add("a port in the host's network");
        }
        var hostVolumes = pod.getVolumes().stream()
                .filter(v -> v.getHostPath() != null)
                .map(Volume::getName)
                .collect(Collectors.toSet());
        container.getVolumeMounts().stream()
                .filter(m -> hostVolumes.contains(m.getName()))
                .filter(m -> !isReadOnly(m))
                .forEach(m -> found.add("writable host path " + m.getMountPath()));
        container.getEnv().stream()
                .filter(e -> e.getValueFrom() != null && e.getValueFrom().getSecretKeyRef() != null)
                .forEach(e -> found.add("secret in environment " + e.getName()));
        if (!container.getEnvFrom().isEmpty()) {
            found.add("envFrom");
        }
        return found;
    }

    private static String seccomp(PodSpec pod, SecurityContext context) {
        var own = Optional.ofNullable(context.getSeccompProfile());
        var shared = Optional.ofNullable(pod.getSecurityContext()).map(c -> c.getSeccompProfile());
        return own.or(() -> shared).map(p -> p.getType()).orElse("none");
    }

    private static boolean isUnprivileged(PodSpec pod, SecurityContext context) {
        var shared = Optional.ofNullable(pod.getSecurityContext());
        var nonRoot = Optional.ofNullable(context.getRunAsNonRoot()).or(() -> shared.map(c -> c.getRunAsNonRoot()));
        var user = Optional.ofNullable(context.getRunAsUser()).or(() -> shared.map(c -> c.getRunAsUser()));
        return nonRoot.orElse(false) && user.orElse(1L) != 0;
    }

    /** Without the second a mount below the host's root would stay writable; and it must not be propagated. */
    private static boolean isReadOnly(VolumeMount mount) {
        return Boolean.TRUE.equals(mount.getReadOnly())
                && "IfPossible".equals(mount.getRecursiveReadOnly())
                && mount.getMountPropagation() == null;
    }
}
