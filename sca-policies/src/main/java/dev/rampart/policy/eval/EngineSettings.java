package dev.rampart.policy.eval;

import dev.rampart.policy.host.Limits;

/**
 * What an agent's configuration would say.
 *
 * @param remotePolicy the policy came from the manager ({@code etc/shared})
 * @param remoteCommands {@code sca.remote_commands}: whether commands of such a policy may run
 * @param skipNetworkMounts {@code skip_nfs}; 4.x only
 */
public record EngineSettings(Limits limits, boolean remotePolicy, boolean remoteCommands, boolean skipNetworkMounts) {

    /** As an agent has them that was not configured, for a policy of its own. */
    public static EngineSettings defaults(Limits limits) {
        return new EngineSettings(limits, false, false, true);
    }

    boolean commandsAllowed() {
        return !remotePolicy || remoteCommands;
    }
}
