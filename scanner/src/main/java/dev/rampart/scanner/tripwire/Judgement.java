package dev.rampart.scanner.tripwire;

import dev.rampart.policy.scan.State;
import dev.rampart.policy.scan.Tripwires;
import dev.rampart.scanner.tripwire.Observation.Absent;
import dev.rampart.scanner.tripwire.Observation.Reading;
import dev.rampart.scanner.tripwire.Observation.Unseen;
import dev.rampart.scanner.tripwire.Observation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the scanner provably sees its own node.
 *
 * @param findings one clause for every reason that a tripwire is not intact, with what to do
 */
public record Judgement(Tripwires tripwires, List<String> findings) {

    private record Finding(State state, String clause) {
        static final Finding INTACT = new Finding(State.INTACT, "");
    }

    public Judgement {
        findings = List.copyOf(findings);
    }

    /** @param machineId what the API server says of the node; empty when the assignment does not carry it */
    public static Judgement of(Observation seen, Optional<String> machineId) {
        var machine = machine(seen.machineId(), machineId);
        var pod = podDirectory(seen.podDirectory());
        var processes = namespace("processes", "hostPID: true", seen.ownPid(), seen.hostPid());
        var network = namespace("network", "hostNetwork: true", seen.ownNet(), seen.hostNet());
        var findings = new ArrayList<String>();
        for (var finding : List.of(machine, pod, processes, network)) {
            if (finding.state() != State.INTACT) {
                findings.add(finding.clause());
            }
        }
        return new Judgement(
                new Tripwires(worst(machine.state(), pod.state()), processes.state(), network.state()), findings);
    }

    private static Finding machine(Reading reading, Optional<String> machineId) {
        if (machineId.isEmpty()) {
            return new Finding(State.UNREADABLE, "files: spec.machineID is missing, the operator has to write it");
        }
        return switch (reading) {
            case Value(var text) when text.strip().equals(machineId.get()) -> Finding.INTACT;
            case Value v ->
                new Finding(
                        State.BROKEN,
                        "files: /etc/machine-id below the host root differs from spec.machineID;"
                                + " mount the node's root directory at HOST_ROOT");
            case Absent a ->
                new Finding(
                        State.UNREADABLE,
                        "files: there is no /etc/machine-id below the host root;"
                                + " mount the node's root directory at HOST_ROOT");
            case Unseen(var why) ->
                new Finding(State.UNREADABLE, "files: /etc/machine-id below the host root cannot be read: " + why);
        };
    }

    private static Finding podDirectory(Reading reading) {
        return switch (reading) {
            case Value v -> Finding.INTACT;
            case Absent a ->
                new Finding(
                        State.BROKEN,
                        "files: the directory of this pod is not below the node's kubelet directory;"
                                + " set KUBELET_DIR to the kubelet's --root-dir");
            case Unseen(var why) ->
                new Finding(State.UNREADABLE, "files: the directory of this pod cannot be seen: " + why);
        };
    }

    private static Finding namespace(String facility, String setting, Reading own, Reading host) {
        if (own instanceof Value(var ours) && host instanceof Value(var theirs)) {
            return ours.equals(theirs)
                    ? Finding.INTACT
                    : new Finding(
                            State.BROKEN,
                            facility + ": the scanner runs in another namespace than the node; the pod needs "
                                    + setting);
        }
        var why = own instanceof Unseen(var text) ? text : host instanceof Unseen(var text) ? text : "it is missing";
        return new Finding(
                State.UNREADABLE, facility + ": the node's namespace cannot be read (SYS_PTRACE is needed): " + why);
    }

    private static State worst(State a, State b) {
        if (a == State.BROKEN || b == State.BROKEN) {
            return State.BROKEN;
        }
        return a == State.UNREADABLE ? a : b;
    }
}
