package dev.rampart.policy.scan;

import dev.rampart.policy.model.Facility;

/** Whether the scanner sees the real files, processes and network of its node. */
public record Tripwires(State files, State processes, State network) {

    public State ofFacility(Facility facility) {
        return switch (facility) {
            case FILES -> files;
            case PROCESSES -> processes;
            case NETWORK -> network;
        };
    }
}
