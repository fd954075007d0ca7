package dev.rampart.operator.obstacle;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a namespace lets privileged pods in, as far as its labels say. */
public final class PodSecurityLabel {

    static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final String PRIVILEGED = "privileged";

    private PodSecurityLabel() {}

    public static Optional<Obstacle> judge(Namespace namespace) {
        var labels = Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.<String, String>of());
        return Optional.ofNullable(labels.get(ENFORCE))
                .filter(value -> !value.equals(PRIVILEGED))
                .map(value -> new Obstacle.PodSecurity(
                        namespace.getMetadata().getName(), ENFORCE, value, manager(namespace)));
    }

    private static String manager(Namespace namespace) {
        return namespace.getMetadata().getManagedFields().stream()
                .filter(m -> String.valueOf(m.getFieldsV1()).contains(ENFORCE))
                .map(ManagedFieldsEntry::getManager)
                .reduce((first, second) -> second)
                .orElse("");
    }
}
