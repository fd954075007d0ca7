package dev.rampart.crds.condition;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import dev.rampart.crds.v1alpha1.Condition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How condition lists change. */
public final class Conditions {

    /** The bound of {@code metav1.Condition}; the API server refuses a status with a longer message whole. */
    static final int MAX_MESSAGE = 32768;

    private Conditions() {}

    /**
     * The conditions to write, one per type, in the order of {@link ConditionType}. {@code lastTransitionTime} is kept
     * while the status stays the same, whatever happens to reason and message. Types that are not wanted are left out:
     * under server-side apply that gives up those of ours and leaves those of others alone.
     *
     * @param before what the object carries, absent on a new one
     * @param observedGeneration {@code metadata.generation} of the object that was looked at
     * @throws IllegalArgumentException when a type is wanted twice
     */
    public static List<Condition> merge(
            @Nullable List<Condition> before, List<WantedCondition> wanted, long observedGeneration, Clock clock) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var old = (before == null ? List.<Condition>of() : before)
                .stream().collect(toMap(Condition::type, Function.identity(), (first, second) -> second));
        var types = wanted.stream().map(WantedCondition::type).distinct().count();
        if (types != wanted.size()) {
            throw new IllegalArgumentException("a condition type is wanted twice: " + wanted);
        }
        return wanted.stream()
                .sorted(comparing(WantedCondition::type))
                .map(w -> new Condition(
                        w.type().name(),
                        w.status().name(),
                        w.reason().name(),
                        cut(w.message()),
                        since(Optional.ofNullable(old.get(w.type().name())), w.status(), now),
                        observedGeneration))
                .toList();
    }

    private static String since(Optional<Condition> before, ConditionStatus status, String now) {
        return before.filter(c -> c.status().equals(status.name()))
                .map(Condition::lastTransitionTime)
                .orElse(now);
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
