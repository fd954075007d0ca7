package dev.rampart.cli.recheck;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The nodes that the words of a command line mean.
 *
 * @param nodes those that have a NodeScan, each with the policies it has check sets of
 * @param policies names of all policies, also of those without nodes
 */
record Targets(Map<String, Set<String>> nodes, Set<String> policies) {

    private static final String NODE = "node/";
    private static final String POLICY = "policy/";

    sealed interface Choice {
        /** @param nodes at least one, in order of name */
        record Nodes(SortedSet<String> nodes) implements Choice {
            public Nodes {
                if (nodes.isEmpty()) {
                    throw new IllegalArgumentException("no node is chosen");
                }
            }
        }

        /** A word that means nothing or two things: the command line must change. */
        record Wrong(String message) implements Choice {}

        /** The words are right, but there is no node behind them. */
        record Nobody(String message) implements Choice {}
    }

    /** @param words names of nodes and policies, {@code node/NAME} or {@code policy/NAME} where both exist; none means all nodes */
    Choice choose(List<String> words) {
        if (words.isEmpty()) {
            return chosen(
                    nodes.keySet(),
                    "no node is asked to evaluate anything: apply a CompliancePolicy first, as in docs/samples/quickstart.yaml");
        }
        var chosen = new TreeSet<String>();
        for (var word : words) {
            var name = word.substring(word.indexOf('/') + 1);
            var asNode = !word.startsWith(POLICY) && nodes.containsKey(name);
            var asPolicy = !word.startsWith(NODE) && policies.contains(name);
            if (asNode && asPolicy) {
                return new Choice.Wrong(
                        "'" + word + "' is a node and a policy: write " + NODE + name + " or " + POLICY + name);
            }
            if (!asNode && !asPolicy) {
                return new Choice.Wrong(unknown(word));
            }
            chosen.addAll(asNode ? Set.of(name) : nodesOf(name));
        }
        return chosen(chosen, "no node has a check set of " + String.join(", ", words));
    }

    private static Choice chosen(Set<String> nodes, String otherwise) {
        return nodes.isEmpty() ? new Choice.Nobody(otherwise) : new Choice.Nodes(new TreeSet<>(nodes));
    }

    private Set<String> nodesOf(String policy) {
        var result = new TreeSet<String>();
        nodes.forEach((node, its) -> {
            if (its.contains(policy)) {
                result.add(node);
            }
        });
        return result;
    }

    private String unknown(String word) {
        return "there is no node or policy '" + word + "'. Nodes: " + listed(nodes.keySet()) + ". Policies: "
                + listed(policies) + ".";
    }

    /** At most 20 names: an error must stay readable on a cluster of thousands. */
    private static String listed(Set<String> names) {
        var shown = new TreeSet<>(names).stream().limit(20).toList();
        var more = names.size() - shown.size();
        return shown.isEmpty() ? "none" : String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }
}
