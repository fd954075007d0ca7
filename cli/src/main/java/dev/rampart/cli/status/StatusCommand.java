package dev.rampart.cli.status;

import dev.rampart.cli.cluster.ClusterOptions;
import dev.rampart.cli.cluster.Pages;
import dev.rampart.cli.terminal.ExitCode;
import dev.rampart.cli.terminal.Output;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Where policies and nodes stand, and what is not as it should be.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that is checked holds",
            "1:something fails, is unknown or is in the way",
            "2:wrong usage, or the cluster does not answer",
            "3:as 1, and a policy's spec.thresholds are not met or not known to be"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart status",
            "  rampart status -o json | jq '.nodes[] | select(.counts.fail > 0) | .node'",
            "  rampart status --kubeconfig prod.yaml --context admin && echo compliant",
            "  rampart status > /dev/null; [ $? -le 1 ] && echo good enough for every threshold"
        })
public final class StatusCommand implements Callable<Integer> {

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Output output = Output.table;

    public StatusCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (var client = cluster.connect()) {
            var now = clock.instant();
            var overview = Overviews.of(read(client), now);
            spec.commandLine().getOut().print(StatusText.of(overview, output, now));
            spec.commandLine().getOut().flush();
            return exitCode(overview);
        }
    }

    static int exitCode(Overview overview) {
        if (!overview.goodEnough()) {
            return ExitCode.THRESHOLDS_NOT_MET;
        }
        return overview.fine() ? ExitCode.FINE : ExitCode.NOT_FINE;
    }

    private static ClusterState read(KubernetesClient client) {
        return new ClusterState(
                Pages.list(client, CompliancePolicy.class, Function.identity()),
                Pages.list(client, ComplianceReport.class, Function.identity()),
                Pages.list(client, NodeCompliance.class, Function.identity()),
                Pages.list(client, NodeScan.class, StatusCommand::withoutResults));
    }

    /** Results weigh 40 KiB a node, and what was accepted of them stands in NodeCompliance. */
    private static NodeScan withoutResults(NodeScan scan) {
        var status = scan.getStatus();
        if (status != null) {
            scan.setStatus(new NodeScanStatus(status.heartbeat(), null, status.scannerVersion(), status.message()));
        }
        return scan;
    }
}
