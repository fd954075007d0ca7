package dev.rampart.policy.host;

import java.util.List;

/** The answer to {@link Host#processes}. */
public sealed interface ProcessList {

    /**
     * @param processes never empty: whoever reads it is one of them, or was
     * @param psInstalled whether the host has {@code ps}; without it Wazuh 4.x finds every process (w_os_get_runps)
     */
    record Listed(List<HostProcess> processes, boolean psInstalled) implements ProcessList {

        public Listed {
            processes = List.copyOf(processes);
        }
    }

    /** There is no process file system, or it hides processes. */
    record Unavailable(String why) implements ProcessList {}
}
