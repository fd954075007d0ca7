package dev.rampart.policy.vectors;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.HostProcess;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.ProcessList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The machine, with the processes that a case wants to be there. */
record CaseHost(Host machine, VectorCase vector) implements Host {

    @Override
    public FileKind kind(String path) {
        return machine.kind(path);
    }

    @Override
    public FileRead read(String path, int maxBytes) {
        return machine.read(path, maxBytes);
    }

    @Override
    public Listing list(String path, int maxEntries) {
        return machine.list(path, maxEntries);
    }

    @Override
    public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        return machine.run(argv, timeout, maxOutputBytes);
    }

    @Override
    public ProcessList processes() {
        boolean ps = vector.field("settings").path("ps_available").asBoolean(true);
        if (!vector.fields().has("processes")) {
            return machine.processes() instanceof ProcessList.Listed l
                    ? new ProcessList.Listed(l.processes(), ps)
                    : machine.processes();
        }
        var processes = new ArrayList<HostProcess>();
        for (var process : vector.field("processes")) {
            processes.add(new HostProcess(
                    processes.size() + 1,
                    Bytes.of(process.path("name").asText()),
                    Bytes.of(process.path("argv0").asText()),
                    false));
        }
        return new ProcessList.Listed(processes, ps);
    }
}
