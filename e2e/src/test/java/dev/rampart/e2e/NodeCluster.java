package dev.rampart.e2e;

import dev.rampart.testkit.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The command line of {@code testcluster/}, for one cluster. */
record NodeCluster(Path program, String name) {

    /** Kubernetes' own 50 s would be most of the time of every test in which a node falls silent. */
    private static final String NODE_GRACE = "12s";

    private static final Duration BUILD_AND_START = Duration.ofMinutes(20);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    /** Why this machine cannot run nodes; empty when it can. */
    String obstacle() {
        var ended = command("can-run").finish(BUILD_AND_START);
        return ended.exitCode() == 0 ? "" : (ended.output() + ended.error()).strip();
    }

    void up(int nodes) {
        command("up", "--nodes", Integer.toString(nodes), "--audit-log", "--etcd-proxy", "--node-grace", NODE_GRACE)
                .run(BUILD_AND_START);
    }

    void down() {
        command("down").run(COMMAND);
    }

    void load(Path image) {
        command("load", image.toString()).run(COMMAND);
    }

    /** Cuts the node's power; returns at once, the Node object turns NotReady after the grace. */
    void powerOff(String node) {
        command("node-stop", node).run(COMMAND);
    }

    /** Starts a stopped node from its disk and waits until it is Ready; nothing for one that runs. */
    void powerOn(String node) {
        command("node-start", node).run(COMMAND);
    }

    /** Waits until the new node is Ready; the images that were loaded before are on it. */
    String add() {
        return command("add-node").run(COMMAND).strip();
    }

    /** @param node the one that was added last */
    void remove(String node) {
        command("remove-node", node).run(COMMAND);
    }

    /** A new disk under the old name and the old Node object, as after a reimage; waits until the node is Ready. */
    void wipe(String node) {
        command("wipe", node).run(COMMAND);
    }

    /** A new Node object on the old disk; waits until it is Ready. */
    void reregister(String node) {
        command("reregister", node).run(COMMAND);
    }

    /** Cuts the node off the network; what runs on it goes on, and {@link #sh(String, String)} still works. */
    void partition(String node) {
        command("partition", node).run(COMMAND);
    }

    /** Nothing for a node that is not cut off. */
    void heal(String node) {
        command("heal", node).run(COMMAND);
    }

    String kubeconfig() {
        return command("kubeconfig").run(COMMAND);
    }

    Path kubeconfigFile() {
        return Path.of(command("kubeconfig", "--path").run(COMMAND).strip());
    }

    Path auditLog() {
        return Path.of(command("audit-log").run(COMMAND).strip());
    }

    /**
     * Runs a shell line in the node's own root and namespaces, outside any pod.
     *
     * @return its output without the last line end
     * @throws IllegalStateException when it ends with another code than 0
     */
    String sh(String node, String line) {
        return sh(node, line, COMMAND);
    }

    /** As {@link #sh(String, String)}, for what takes longer. */
    String sh(String node, String line, Duration atMost) {
        return command("node-exec", node, "--", "sh", "-c", line).run(atMost).stripTrailing();
    }

    /** Copies what is in a folder of this machine to a folder of a node, which is made. */
    void copy(Path folder, String node, String to) {
        var pipe = "tar -C \"$1\" -c . | \"$2\" node-exec --name \"$3\" \"$4\" --"
                + " sh -c 'mkdir -p \"$1\" && tar -C \"$1\" -x' sh \"$5\"";
        new Command(List.of(
                        "bash",
                        "-o",
                        "pipefail",
                        "-c",
                        pipe,
                        "copy",
                        folder.toString(),
                        program.toString(),
                        name,
                        node,
                        to))
                .run(COMMAND);
    }

    /** Kills a program of the control plane; its data stay. */
    void stop(String component) {
        command("stop", component).run(COMMAND);
    }

    /** Returns when the program works again. */
    void start(String component) {
        command("start", component).run(COMMAND);
    }

    /** SIGSTOP to a program of the control plane: its connections stay open and nobody answers on them. */
    void freeze(String component) {
        command("freeze", component).run(COMMAND);
    }

    /** SIGCONT; nothing for one that is not frozen. */
    void thaw(String component) {
        command("thaw", component).run(COMMAND);
    }

    /** @param milliseconds by which every answer of etcd is held back; 0 ends it */
    void slowEtcd(int milliseconds) {
        command("slow", "etcd", "--delay", milliseconds + "ms").run(COMMAND);
    }

    private Command command(String verb, String... arguments) {
        return new Command(Stream.concat(Stream.of(program.toString(), verb, "--name", name), Stream.of(arguments))
                .toList());
    }
}
