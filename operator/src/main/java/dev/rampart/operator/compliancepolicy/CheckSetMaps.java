package dev.rampart.operator.compliancepolicy;

import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.Contention;
import dev.rampart.operator.obstacle.Obstacle;
import dev.rampart.policy.checkset.CheckSetCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which ConfigMaps of a policy have to be made. Before one is made the API server is asked, because a cache may be
 * behind; one that was made lately is made again only as fast as {@link Contention} allows.
 */
final class CheckSetMaps {

    private static final Duration CACHE_LAG = Duration.ofSeconds(1);

    /**
     * @param made what to tell {@link Contention} when the changes are sent: object, and who stood in its place
     * @param again after which time to look again; empty: no need
     */
    record Outcome(List<Change> changes, Map<String, String> made, Optional<Duration> again) {}

    private final PolicyResources resources;
    private final ConfigMapReader reader;
    private final Clock clock;

    /** By the uid of the policy: a new policy of the same name has the same ConfigMaps and fights nobody. */
    private final Map<String, Contention> contentions = new ConcurrentHashMap<>();

    CheckSetMaps(PolicyResources resources, ConfigMapReader reader, Clock clock) {
        this.resources = resources;
        this.reader = reader;
        this.clock = clock;
    }

    Outcome outcome(List<PlannedSet> sets, Owner owner, Collection<ConfigMap> cached) {
        var contention = contention(owner);
        contention.retain(sets.stream().map(CheckSetMaps::object).toList());
        var changes = new ArrayList<Change>();
        var made = new LinkedHashMap<String, String>();
        var waits = new ArrayList<Duration>();
        for (var set : sets) {
            var name = object(set);
            if (cached.stream().anyMatch(m -> isAsWanted(m, set, owner, cachedDigest(m)))) {
                contention.intact(name);
                continue;
            }
            var wait = contention.pause(name);
            if (wait.isPresent()) {
                waits.add(wait.get());
                continue;
            }
            var live = reader.live(set.configMap());
            if (live.filter(m -> isAsWanted(m, set, owner, digest(m))).isPresent()) {
                waits.add(CACHE_LAG);
                continue;
            }
            live.filter(m -> !digest(m).equals(set.digest()))
                    .map(Change.Delete::new)
                    .ifPresent(changes::add);
            changes.add(new Change.Apply(resources.configMap(set, owner)));
            made.put(name, live.flatMap(CheckSetMaps::foreignManager).orElse(""));
        }
        return new Outcome(List.copyOf(changes), made, waits.stream().min(Duration::compareTo));
    }

    void sent(Owner owner, Outcome outcome) {
        outcome.made().forEach(contention(owner)::made);
    }

    List<Obstacle> contested(Owner owner) {
        return contention(owner).contested();
    }

    Optional<Duration> untilCalm(Owner owner) {
        return contention(owner).untilCalm();
    }

    /** Forgets policies that are gone. */
    void retain(Set<String> uids) {
        contentions.keySet().retainAll(uids);
    }

    private Contention contention(Owner owner) {
        return contentions.computeIfAbsent(owner.uid(), uid -> new Contention(clock));
    }

    private static String object(PlannedSet set) {
        return "ConfigMap/" + set.configMap();
    }

    private static boolean isAsWanted(ConfigMap map, PlannedSet set, Owner owner, String digest) {
        var labels = Objects.requireNonNullElse(map.getMetadata().getLabels(), Map.<String, String>of());
        return map.getMetadata().getName().equals(set.configMap())
                && map.getMetadata().getDeletionTimestamp() == null
                && owner.owns(map)
                && digest.equals(set.digest())
                && set.policy().equals(labels.get(Labels.POLICY));
    }

    /** The cache keeps the digest in the content's place. */
    private static String cachedDigest(ConfigMap map) {
        return data(map);
    }

    private static String digest(ConfigMap map) {
        return CheckSetCodec.digest(data(map).getBytes(StandardCharsets.UTF_8));
    }

    private static String data(ConfigMap map) {
        return Optional.ofNullable(map.getData())
                .map(d -> d.get(PolicyResources.KEY))
                .orElse("");
    }

    private static Optional<String> foreignManager(ConfigMap map) {
        return Stream.ofNullable(map.getMetadata().getManagedFields())
                .flatMap(List::stream)
                .map(ManagedFieldsEntry::getManager)
                .filter(m -> !m.equals(Applier.FIELD_MANAGER))
                .reduce((first, second) -> second);
    }
}
