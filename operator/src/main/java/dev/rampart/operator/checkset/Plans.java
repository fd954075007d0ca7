package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.policy.catalogue.Catalogue;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's plan for the policies of the moment. Resolving a policy counts its schedules' fires, so each generation
 * of a policy is resolved once; the answer depends on the argument alone.
 */
public final class Plans {

    /** @param plan empty when the policy is not valid */
    private record Resolved(PolicyReading reading, Optional<PolicyPlan> plan) {}

    private record Key(@Nullable String uid, @Nullable Long generation, String name) {}

    private final PolicyValidator validator;
    private final CheckSetPlanner planner;
    private final Map<Key, Resolved> resolved = new ConcurrentHashMap<>();

    public Plans(Catalogue catalogue) {
        this.validator = new PolicyValidator(catalogue);
        this.planner = new CheckSetPlanner(catalogue);
    }

    public PolicyReading read(CompliancePolicy policy) {
        return resolved(policy).reading();
    }

    /** Policies that are not valid, or that are being deleted, have no part in it. */
    public ClusterPlan of(Collection<CompliancePolicy> policies) {
        var keys = policies.stream().map(Plans::key).toList();
        resolved.keySet().retainAll(keys);
        return new ClusterPlan(policies.stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .flatMap(p -> resolved(p).plan().stream())
                .toList());
    }

    private Resolved resolved(CompliancePolicy policy) {
        return resolved.computeIfAbsent(key(policy), k -> {
            var reading = validator.validate(policy);
            return new Resolved(
                    reading,
                    switch (reading) {
                        case PolicyReading.Valid(var valid) -> Optional.of(planner.plan(valid));
                        case PolicyReading.Invalid i -> Optional.empty();
                    });
        });
    }

    private static Key key(CompliancePolicy policy) {
        var meta = policy.getMetadata();
        return new Key(meta.getUid(), meta.getGeneration(), meta.getName());
    }
}
