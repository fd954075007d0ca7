package dev.rampart.operator.view;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.operator.checkset.PolicyPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy and all nodes that it selects.
 *
 * @param nodes by name
 * @param unsupported nodes that the selector matches and that no scanner runs on
 */
public record PolicyView(PolicyPlan plan, List<NodeView> nodes, int unsupported) {

    /** Reason of a refusal that concerns every set of the node. */
    public static final String BINDING_MISSING = "BindingMissing";

    public PolicyView {
        nodes = List.copyOf(nodes);
    }

    /** What the caches of a controller hold. */
    public record Cluster(
            ClusterPlan plan,
            Collection<NodeFacts> nodes,
            Collection<NodeScan> scans,
            Collection<NodeCompliance> compliances) {}

    public static PolicyView of(PolicyPlan plan, Cluster cluster) {
        var name = plan.policy().name();
        var scans = byName(cluster.scans());
        var compliances = byName(cluster.compliances());
        var selected = cluster.nodes().stream()
                .filter(n -> plan.policy().selection().matches(n.labels()))
                .toList();
        var views = new ArrayList<NodeView>();
        for (var node : selected.stream().filter(NodeFacts::isLinux).toList()) {
            var sets = cluster.plan().setsFor(node);
            views.add(new NodeView(
                    node,
                    sets.assignedOf(name),
                    sets.refusedOf(name),
                    Optional.ofNullable(scans.get(node.name())),
                    Optional.ofNullable(compliances.get(node.name())).map(NodeCompliance::getStatus)));
        }
        views.sort(comparing(NodeView::name));
        return new PolicyView(plan, views, selected.size() - views.size());
    }

    private static <T extends io.fabric8.kubernetes.api.model.HasMetadata> java.util.Map<String, T> byName(
            Collection<T> objects) {
        return objects.stream().collect(toMap(o -> o.getMetadata().getName(), Function.identity(), (a, b) -> b));
    }

    /** A refusal of one of this policy's sets, or of a digest that belongs to nobody. */
    public record NodeRefusal(String node, Refusal refusal) {

        private static final int DIGEST_SHOWN = 12;

        /** One clause that names node, digest, reason and what was found. */
        public String text() {
            var digest = refusal.digest();
            var shown = digest.length() <= DIGEST_SHOWN ? digest : digest.substring(0, DIGEST_SHOWN) + "…";
            return node + ": result of digest " + shown + " refused: " + refusal.reason() + ": " + refusal.message();
        }
    }

    /** Refusals that concern this policy, by node. */
    public List<NodeRefusal> refusals(ClusterPlan cluster) {
        return nodes.stream()
                .flatMap(n -> n.refusals().stream()
                        .filter(r -> concerns(r, n, cluster))
                        .map(r -> new NodeRefusal(n.name(), r)))
                .toList();
    }

    private static boolean concerns(Refusal refusal, NodeView node, ClusterPlan cluster) {
        return node.sets().stream().map(PlannedSet::digest).anyMatch(refusal.digest()::equals)
                || cluster.set(refusal.digest()).isEmpty();
    }

    /** At most five refusals, then how many more. */
    public static String texts(List<NodeRefusal> refusals) {
        var shown = refusals.stream().limit(5).map(NodeRefusal::text).toList();
        var more = refusals.size() - shown.size();
        return String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "");
    }

    /** At most five names, then how many more. */
    public static String names(List<NodeView> nodes) {
        var shown = nodes.stream().limit(5).map(NodeView::name).toList();
        var more = nodes.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }
}
