package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.Obstacle;
import dev.rampart.operator.obstacle.PodSecurityLabel;
import dev.rampart.operator.obstacle.RightsWatch;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a policy's objects and its status, and tells what stands in the way. */
final class Delivery {

    private static final int UNPROCESSABLE = 422;
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(15);

    /**
     * @param obstacles the worst first
     * @param again times after which to look again; empty: no need
     */
    record Outcome(List<Obstacle> obstacles, List<Duration> again) {}

    private final Applier applier;
    private final PolicyResources resources;
    private final CheckSetMaps maps;
    private final RightsWatch rights;

    Delivery(Applier applier, PolicyResources resources, ConfigMapReader configMaps, RightsWatch rights, Clock clock) {
        this.applier = applier;
        this.resources = resources;
        this.maps = new CheckSetMaps(resources, configMaps, clock);
        this.rights = rights;
    }

    /**
     * @param namespace of the check sets and scanners; empty when it is gone or not seen yet
     * @throws KubernetesClientException for every failure that may pass by itself
     */
    Outcome deliver(
            CompliancePolicy policy,
            List<PlannedSet> sets,
            PolicyResources.Existing existing,
            Optional<Namespace> namespace) {
        var owner = Owner.policy(
                policy.getMetadata().getName(), policy.getMetadata().getUid());
        var wanted = maps.outcome(sets, owner, existing.configMaps());
        var refused = send(owner, wanted, resources.changes(policy, sets, existing));
        var soon = refused.isPresent() ? Optional.of(AFTER_REFUSAL) : wanted.again();
        return new Outcome(
                obstacles(owner, refused, namespace),
                Stream.concat(soon.stream(), maps.untilCalm(owner).stream()).toList());
    }

    /** Forgets policies that are gone. */
    void retain(Set<String> uids) {
        maps.retain(uids);
    }

    /** Takes away what an invalid policy wants no more. */
    void withdraw(CompliancePolicy policy, PolicyResources.Existing existing) {
        applier.send(resources.changes(policy, List.of(), existing));
    }

    void status(CompliancePolicy withStatus) {
        try {
            applier.send(List.of(new Change.ApplyStatus(withStatus)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                rights.refused();
            }
            throw e;
        }
    }

    /** @return what the API server refused for good: trying again at once would be refused again */
    private Optional<KubernetesClientException> send(Owner owner, CheckSetMaps.Outcome wanted, List<Change> others) {
        try {
            applier.send(wanted.changes());
            maps.sent(owner, wanted);
            applier.send(others);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN && e.getCode() != UNPROCESSABLE) {
                throw e;
            }
            rights.check();
            return Optional.of(e);
        }
    }

    private List<Obstacle> obstacles(
            Owner owner, Optional<KubernetesClientException> refused, Optional<Namespace> namespace) {
        var result = new ArrayList<>(rights.obstacles());
        if (result.isEmpty()) {
            refused.map(e -> new Obstacle.Refused("the API server refuses a write: " + e.getMessage()))
                    .ifPresent(result::add);
        }
        namespace.flatMap(PodSecurityLabel::judge).ifPresent(result::add);
        result.addAll(maps.contested(owner));
        return List.copyOf(result);
    }
}
