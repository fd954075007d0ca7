package dev.rampart.scanner.plan;

import dev.rampart.policy.schedule.Schedule;
import dev.rampart.policy.schedule.TimeSpan;
import dev.rampart.policy.schedule.TimeZones;
import dev.rampart.scanner.nodescan.NodeScanSpec;
import dev.rampart.scanner.nodescan.NodeScanSpec.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A NodeScan's spec after validation. An assignment that is wrong is left out and named; the others count.
 *
 * @param nodeUid empty when the operator has not written it: then nothing can be evaluated
 * @param sets at most {@value #MAX_SETS}, each digest once
 * @param recheck token that every result has to answer
 * @param problems one clause each, with the field and what was found
 */
public record Order(
        Optional<String> nodeUid,
        Optional<String> machineId,
        List<AssignedSet> sets,
        Optional<String> recheck,
        List<String> problems) {

    public static final int MAX_SETS = 8;

    private static final int MAX_TOKEN = 256;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Stands in a URL, so nothing but an object name may pass. */
    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    public Order {
        sets = List.copyOf(sets);
        problems = List.copyOf(problems);
    }

    public static Order of(NodeScanSpec spec, Spread spread) {
        var problems = new ArrayList<String>();
        var nodeUid = text(spec.nodeUID());
        if (nodeUid.isEmpty()) {
            problems.add("spec.nodeUID is missing, the operator has to write it");
            return new Order(nodeUid, Optional.empty(), List.of(), Optional.empty(), problems);
        }
        return new Order(
                nodeUid, text(spec.machineID()), sets(spec, spread, problems), recheck(spec, problems), problems);
    }

    private static List<AssignedSet> sets(NodeScanSpec spec, Spread spread, List<String> problems) {
        var sets = new LinkedHashMap<String, AssignedSet>();
        int index = 0;
        for (var assignment : spec.assignments() == null ? List.<Assignment>of() : spec.assignments()) {
            var at = "spec.assignments[" + index++ + "]";
            var set = set(assignment, at, spread, problems);
            if (set.isEmpty()) {
                continue;
            }
            if (sets.size() == MAX_SETS) {
                problems.add(at + " is one more than the " + MAX_SETS + " check sets that a node evaluates");
                break;
            }
            sets.putIfAbsent(set.get().digest(), set.get());
        }
        return List.copyOf(sets.values());
    }

    private static Optional<AssignedSet> set(Assignment assignment, String at, Spread spread, List<String> problems) {
        var digest = assignment.digest();
        if (digest == null || !DIGEST.matcher(digest).matches()) {
            problems.add(at + ".digest is no sha256 in hex");
            return Optional.empty();
        }
        var configMap = assignment.configMap();
        if (configMap == null || !OBJECT_NAME.matcher(configMap).matches()) {
            problems.add(at + ".configMap is no object name");
            return Optional.empty();
        }
        var policy = assignment.policy() == null ? "" : assignment.policy();
        return Optional.of(new AssignedSet(digest, configMap, policy, timetable(assignment, at, spread, problems)));
    }

    private static Optional<Timetable> timetable(
            Assignment assignment, String at, Spread spread, List<String> problems) {
        var text = text(assignment.schedule());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var zone = text(assignment.timezone()).map(TimeZones::parse).orElse(TimeZones.UTC);
            var jitter = text(assignment.jitter()).map(TimeSpan::parse);
            return Optional.of(Timetable.of(Schedule.parse(text.get(), zone), jitter, spread));
        } catch (IllegalArgumentException e) {
            problems.add(at + ".schedule: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> recheck(NodeScanSpec spec, List<String> problems) {
        var token = text(spec.recheck());
        if (token.isPresent() && token.get().length() > MAX_TOKEN) {
            problems.add("spec.recheck is longer than " + MAX_TOKEN + " characters and is not answered");
            return Optional.empty();
        }
        return token;
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }
}
