package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies and nodes for tests. */
public final class Policies {

    private Policies() {}

    public static CompliancePolicy policy(String name, @Nullable CompliancePolicySpec spec) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withUid("uid-of-" + name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-01T00:00:00Z")
                .build());
        policy.setSpec(spec);
        return policy;
    }

    public static CompliancePolicy withSchedule(String name, String schedule) {
        return policy(
                name,
                new CompliancePolicySpec(
                        List.of(new FrameworkSelection(FrameworkName.CIS_KUBERNETES, schedule)),
                        null,
                        null,
                        null,
                        null));
    }

    public static NodeFacts worker(String name) {
        return new NodeFacts(name, "uid-of-" + name, Map.of("kubernetes.io/os", "linux"), true, "machine", "linux");
    }

    public static NodeFacts controlPlane(String name) {
        return new NodeFacts(
                name,
                "uid-of-" + name,
                Map.of("kubernetes.io/os", "linux", "node-role.kubernetes.io/control-plane", ""),
                true,
                "machine",
                "linux");
    }
}
