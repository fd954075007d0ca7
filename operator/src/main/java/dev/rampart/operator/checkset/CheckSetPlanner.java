package dev.rampart.operator.checkset;

import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Groups the checks that a policy asks for into check sets: one per node role and schedule. */
public final class CheckSetPlanner {

    private record Ranked(Schedule schedule, long firesPerWeek) {}

    private final Catalogue catalogue;

    public CheckSetPlanner(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public PolicyPlan plan(ValidPolicy policy) {
        var bySchedule = checksBySchedule(policy);
        var sets = new ArrayList<PlannedSet>();
        for (var role : NodeRole.values()) {
            bySchedule.forEach((schedule, checks) -> {
                var ofRole =
                        checks.stream().filter(c -> c.roles().contains(role)).toList();
                if (!ofRole.isEmpty()) {
                    sets.add(set(policy, role, schedule, ofRole));
                }
            });
        }
        return new PolicyPlan(policy, sets);
    }

    /**
     * Each check once: with several frameworks it goes where it is evaluated most often, at a tie to the framework that
     * is listed first. So nothing is counted twice and nothing is evaluated more rarely than any framework asks.
     */
    private Map<Schedule, List<Check>> checksBySchedule(ValidPolicy policy) {
        var chosenFor = new HashMap<Check, Ranked>();
        for (var framework : policy.frameworks()) {
            var ranked = new Ranked(framework.schedule(), framework.schedule().firesPerWeek());
            catalogue
                    .checksFor(framework.framework())
                    .forEach(c -> chosenFor.merge(c, ranked, (a, b) -> b.firesPerWeek() > a.firesPerWeek() ? b : a));
        }
        var result = new LinkedHashMap<Schedule, List<Check>>();
        policy.frameworks().forEach(f -> result.putIfAbsent(f.schedule(), new ArrayList<>()));
        chosenFor.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> e.getKey().number()))
                .forEach(e -> result.computeIfAbsent(e.getValue().schedule(), s -> new ArrayList<>())
                        .add(e.getKey()));
        result.replaceAll((schedule, checks) -> checks.stream()
                .flatMap(c -> policy.tailoring().apply(c).stream())
                .toList());
        return result;
    }

    private static PlannedSet set(ValidPolicy policy, NodeRole role, Schedule schedule, List<Check> checks) {
        var compiled = checks.stream()
                .map(c -> new CompiledCheck(c.id(), c.condition(), new TreeSet<>(c.facilities()), c.rules()))
                .toList();
        var set = new CheckSet(
                policy.name(), role, schedule.text(), policy.evaluation().timeout(), compiled);
        return new PlannedSet(set, CheckSetCodec.digest(set), checks, policy.evaluation());
    }
}
