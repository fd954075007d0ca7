package dev.rampart.scanner.tripwire;

/**
 * What the probe saw, not yet judged.
 *
 * @param machineId content of the host's {@code /etc/machine-id}
 * @param podDirectory the scanner's own directory below the node's kubelet directory
 * @param ownPid pid namespace of this process, for example {@code pid:[4026531836]}
 * @param hostPid pid namespace of the node's first process
 */
public record Observation(
        Reading machineId, Reading podDirectory, Reading ownPid, Reading hostPid, Reading ownNet, Reading hostNet) {

    /** The answer to one look. */
    public sealed interface Reading {}

    /** It is there and says this; empty for a directory. */
    public record Value(String text) implements Reading {}

    /** The place can be seen and nothing is there. */
    public record Absent() implements Reading {}

    /** Nobody knows what is there. */
    public record Unseen(String why) implements Reading {}
}
