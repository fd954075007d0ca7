package dev.rampart.cli.scan;

import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.scan.MachineScan;
import java.util.ArrayList;
import java.util.List;

/** All policies on one machine. A policy without a chosen check is left out. */
record Scan(Host host, EngineSettings settings, List<PolicyFile> files, Chosen chosen) {

    int size() {
        return files.stream()
                .mapToInt(f -> chosen.in(f.policy()).checks().size())
                .sum();
    }

    /** @param pause called before each check; what it throws ends the scan */
    List<PolicyReport> run(Progress progress, Runnable pause) {
        var machine = new MachineScan(host, settings);
        var reports = new ArrayList<PolicyReport>();
        for (var file : files) {
            var policy = chosen.in(file.policy());
            if (!policy.checks().isEmpty() || chosen.all()) {
                reports.add(run(machine, file, policy, progress, pause));
            }
        }
        return reports;
    }

    private PolicyReport run(MachineScan machine, PolicyFile file, Policy policy, Progress progress, Runnable pause) {
        var ids = policy.checks().stream()
                .filter(i -> i instanceof Policy.Check)
                .map(Policy.Item::id)
                .iterator();
        pause.run();
        if (ids.hasNext()) {
            progress.evaluating(ids.next());
        }
        var result = machine.run(policy, entry -> {
            pause.run();
            progress.evaluated();
            if (ids.hasNext()) {
                progress.evaluating(ids.next());
            }
        });
        return PolicyReports.of(file, result, chosen.all());
    }
}
