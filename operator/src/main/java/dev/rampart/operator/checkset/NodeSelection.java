package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.NodeSelector;
import dev.rampart.crds.v1alpha1.NodeSelectorRequirement;
import dev.rampart.crds.v1alpha1.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A label selector with the meaning that Kubernetes gives it: every label and every expression must hold. */
public record NodeSelection(Map<String, String> labels, List<NodeSelectorRequirement> expressions) {

    public NodeSelection {
        labels = Map.copyOf(labels);
        expressions = List.copyOf(expressions);
    }

    /** An absent target or selector selects every node. */
    public static NodeSelection of(@Nullable Target target) {
        @Nullable NodeSelector selector = target == null ? null : target.nodeSelector();
        if (selector == null) {
            return new NodeSelection(Map.of(), List.of());
        }
        return new NodeSelection(
                selector.matchLabels() == null ? Map.of() : selector.matchLabels(),
                selector.matchExpressions() == null ? List.of() : selector.matchExpressions());
    }

    public boolean matches(Map<String, String> nodeLabels) {
        return nodeLabels.entrySet().containsAll(labels.entrySet())
                && expressions.stream().allMatch(e -> matches(e, nodeLabels));
    }

    private static boolean matches(NodeSelectorRequirement expression, Map<String, String> nodeLabels) {
        var values = expression.values() == null ? Set.<String>of() : Set.copyOf(expression.values());
        @Nullable String value = nodeLabels.get(expression.key());
        return switch (expression.operator()) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
        };
    }
}
