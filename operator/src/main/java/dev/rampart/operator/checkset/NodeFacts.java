package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.policy.model.NodeRole;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the operator reads of a Node. Two nodes with equal facts need no new reconciliation, however often the
 * kubelet writes its heartbeat.
 *
 * @param machineID empty until the kubelet has reported it
 * @param os value of the label {@code kubernetes.io/os}; empty when the label is missing
 */
public record NodeFacts(
        String name, String uid, Map<String, String> labels, boolean ready, String machineID, String os) {

    private static final String OS_LABEL = "kubernetes.io/os";
    private static final String CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane";

    public NodeFacts {
        labels = Map.copyOf(labels);
    }

    public static NodeFacts of(Node node) {
        var meta = node.getMetadata();
        var labels = meta.getLabels() == null ? Map.<String, String>of() : meta.getLabels();
        return new NodeFacts(
                meta.getName(),
                Objects.requireNonNullElse(meta.getUid(), ""),
                labels,
                isReady(node),
                machineID(node),
                labels.getOrDefault(OS_LABEL, ""));
    }

    private static boolean isReady(Node node) {
        return node.getStatus() != null
                && node.getStatus().getConditions() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private static String machineID(Node node) {
        if (node.getStatus() == null || node.getStatus().getNodeInfo() == null) {
            return "";
        }
        @Nullable String id = node.getStatus().getNodeInfo().getMachineID();
        return id == null ? "" : id;
    }

    /**
     * Whether accepted results are about this very node: its object, and its disk as far as both sides know it. A node
     * that was reimaged keeps its name and its Node object, and has nothing of what was proven before.
     */
    public boolean isMeantBy(NodeComplianceStatus accepted) {
        return uid.equals(accepted.nodeUID())
                && (machineID.isEmpty() || accepted.machineID() == null || machineID.equals(accepted.machineID()));
    }

    /** Nodes of another operating system get no scanner and are counted as unsupported. */
    public boolean isLinux() {
        return os.equals("linux");
    }

    public NodeRole role() {
        return labels.containsKey(CONTROL_PLANE_LABEL) ? NodeRole.CONTROL_PLANE : NodeRole.WORKER;
    }
}
