package dev.rampart.operator.nodecompliance;

import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.NodeFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be written so that the NodeCompliance says what was accepted. */
final class NodeComplianceChanges {

    private NodeComplianceChanges() {}

    /**
     * The token comes first: a status that asks for an answer to a token that the scanner never saw would wait for ever,
     * a token without such a status is only an evaluation too many.
     */
    static List<Change> of(NodeFacts node, Optional<NodeCompliance> existing, Acceptance.Output output) {
        var changes = new ArrayList<Change>();
        output.recheck().ifPresent(token -> changes.add(new Change.Recheck(node.name(), token)));
        var owner = Owner.node(node.name(), node.uid());
        if (existing.filter(owner::owns).isEmpty()) {
            var object = new NodeCompliance();
            object.setMetadata(new ObjectMetaBuilder()
                    .withName(node.name())
                    .withLabels(Labels.ours())
                    .withOwnerReferences(owner.reference())
                    .build());
            changes.add(new Change.Apply(object));
        }
        if (existing.map(NodeCompliance::getStatus)
                .filter(output.status()::equals)
                .isEmpty()) {
            var object = new NodeCompliance();
            object.setMetadata(new ObjectMetaBuilder().withName(node.name()).build());
            object.setStatus(output.status());
            changes.add(new Change.ApplyStatus(object));
        }
        return changes;
    }
}
