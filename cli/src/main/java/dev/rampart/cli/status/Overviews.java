package dev.rampart.cli.status;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import dev.rampart.cli.status.Overview.NodeLine;
import dev.rampart.cli.status.Overview.PolicyLine;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.Result;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the objects of the cluster to what is said about them. */
final class Overviews {

    private Overviews() {}

    static Overview of(ClusterState state, Instant now) {
        var reports = byName(state.reports());
        var policies = state.policies().stream()
                .sorted(comparing(Overviews::name))
                .map(policy -> policyLine(policy, reports.get(name(policy))))
                .toList();
        return new Overview(policies, nodeLines(state), Troubles.of(state, now));
    }

    private static PolicyLine policyLine(CompliancePolicy policy, @Nullable ComplianceReport report) {
        var status = report == null ? null : report.getStatus();
        if (status == null) {
            return new PolicyLine(name(policy), "Unknown", thresholds(policy), null, null, null, null, null);
        }
        return new PolicyLine(
                name(policy),
                word(status.result()),
                thresholds(policy),
                status.score(),
                status.coverage(),
                status.counts(),
                status.nodes() == null ? null : status.nodes().summary(),
                status.oldestEvaluation());
    }

    /** What a condition says of an earlier spec says nothing of this one. */
    private static @Nullable String thresholds(CompliancePolicy policy) {
        if (policy.getSpec() == null || policy.getSpec().thresholds() == null) {
            return null;
        }
        var conditions = policy.getStatus() == null ? null : policy.getStatus().conditions();
        var status = (conditions == null ? List.<Condition>of() : conditions)
                .stream()
                        .filter(c -> c.type().equals(ConditionType.ThresholdsMet.name()))
                        .filter(c -> Objects.equals(
                                c.observedGeneration(), policy.getMetadata().getGeneration()))
                        .map(Condition::status)
                        .findFirst();
        return switch (status.orElse("Unknown")) {
            case "True" -> "Met";
            case "False" -> "NotMet";
            default -> "Unknown";
        };
    }

    private static String word(@Nullable Result result) {
        return switch (result) {
            case MET -> "Met";
            case NOT_MET -> "NotMet";
            case UNKNOWN -> "Unknown";
            case null -> "Unknown";
        };
    }

    /** A node that is asked to evaluate is listed also while nothing of it was accepted. */
    private static List<NodeLine> nodeLines(ClusterState state) {
        var nodes = byName(state.nodes());
        return Stream.concat(state.nodes().stream(), state.scans().stream())
                .map(Overviews::name)
                .distinct()
                .sorted()
                .map(name -> nodeLine(name, nodes.get(name)))
                .toList();
    }

    private static NodeLine nodeLine(String name, @Nullable NodeCompliance node) {
        var status = node == null ? null : node.getStatus();
        return status == null
                ? new NodeLine(name, null, null, null, null)
                : new NodeLine(name, status.score(), status.counts(), status.tripwires(), status.evaluatedAt());
    }

    static <T extends HasMetadata> SortedMap<String, T> byName(List<T> objects) {
        return objects.stream().collect(toMap(Overviews::name, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
