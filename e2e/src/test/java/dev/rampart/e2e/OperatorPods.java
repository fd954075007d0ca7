package dev.rampart.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The operator's pods and the processes in them. */
record OperatorPods(KubernetesClient client, NodeCluster nodes) {

    List<Pod> all() {
        return client
                .pods()
                .inNamespace(Names.SYSTEM)
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems()
                .stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    Pod get(String name) {
        return client.pods().inNamespace(Names.SYSTEM).withName(name).require();
    }

    /** Name of the pod that holds the lease; empty while nobody does. */
    String leader() {
        var lease = client.leases()
                .inNamespace(Names.SYSTEM)
                .withName(Names.OPERATOR)
                .get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }

    boolean isReady(String name) {
        var pod = client.pods().inNamespace(Names.SYSTEM).withName(name).get();
        return pod != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    int restarts(String name) {
        return get(name).getStatus().getContainerStatuses().stream()
                .mapToInt(c -> c.getRestartCount())
                .sum();
    }

    /** Returns when there are so many, and one of them leads. */
    void scale(int replicas) {
        client.apps()
                .deployments()
                .inNamespace(Names.SYSTEM)
                .withName(Names.OPERATOR)
                .scale(replicas);
        RampartOnNodes.awaitRollOut(client);
        Scenario.patiently(replicas + " operators, one of which leads")
                .until(() -> all().size() == replicas
                        && all().stream()
                                .anyMatch(p -> p.getMetadata().getName().equals(leader())));
    }

    /** One new pod: the kubelet makes a container that ended often wait longer and longer, and that of a new pod not. */
    void replace() {
        all().forEach(p -> client.resource(p).delete());
        scale(1);
    }

    /**
     * Sends a signal to the operator's process from outside its container.
     *
     * @param signal as {@code kill} names it
     */
    void signal(String signal, String pod) {
        inProcess(get(pod), "kill -" + signal + " \"$p\"");
    }

    /** VmRSS in MiB. */
    int residentMebibytes(String pod) {
        return Integer.parseInt(inProcess(get(pod), "awk '/^VmRSS/ { print int($2 / 1024) }' \"/proc/$p/status\""));
    }

    /** Runs a line on the pod's node with the process id in {@code $p}; fails when there is no such process. */
    private String inProcess(Pod pod, String line) {
        return nodes.sh(
                pod.getSpec().getNodeName(),
                "for p in $(pgrep -f '[o]perator.args'); do"
                        + " tr '\\0' '\\n' <\"/proc/$p/environ\" | grep -qx 'POD_NAME="
                        + pod.getMetadata().getName() + "' && " + line + " && found=1; done; test -n \"$found\"");
    }
}
