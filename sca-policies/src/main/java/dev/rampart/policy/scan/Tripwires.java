package dev.rampart.policy.scan;

import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Reason;
import java.util.Optional;
import java.util.Set;

/** Whether the scanner sees the real files, processes and network of its node. */
public record Tripwires(State files, State processes, State network) {

    public State ofFacility(Facility facility) {
        return switch (facility) {
            case FILES -> files;
            case PROCESSES -> processes;
            case NETWORK -> network;
        };
    }

    /** Why a check that looks at these facilities must not be evaluated; files before processes before network. */
    Optional<Reason> reasonAgainst(Set<Facility> facilities) {
        return facilities.stream()
                .sorted()
                .filter(f -> ofFacility(f) != State.INTACT)
                .map(Tripwires::reason)
                .findFirst();
    }

    private static Reason reason(Facility facility) {
        return switch (facility) {
            case FILES -> Reason.FILES_TRIPWIRE;
            case PROCESSES -> Reason.PROCESSES_TRIPWIRE;
            case NETWORK -> Reason.NETWORK_TRIPWIRE;
        };
    }
}
