package dev.rampart.cli.scan;

import dev.rampart.cli.terminal.ExitCode;
import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.model.Dialect;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "scan",
        description = "Evaluates policies of Wazuh's SCA on this machine; needs no cluster and no agent.",
        mixinStandardHelpOptions = true,
        // A fault of ours must not look like a failed check.
        exitCodeOnExecutionException = ExitCode.CANNOT_ANSWER,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every check passed or does not apply",
            "1:at least one check failed",
            "2:wrong usage, or a policy that cannot be loaded: nothing was evaluated",
            "3:nothing failed, and something is unknown"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart scan --policy cis_debian12.yml",
            "  rampart scan --policy ruleset/*.yml -o json | jq '.policies[].counts'",
            "  rampart scan --policy ssh.yml --only 3001,3002 --explain",
            "  rampart scan --policy cis_debian12.yml --root /mnt/disk --dialect 5.x"
        })
public final class ScanCommand implements Callable<Integer> {

    private static final int MAX_TIMEOUT_SECONDS = 300;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(
            names = "--policy",
            arity = "1..*",
            required = true,
            paramLabel = "FILE",
            description = "Policy files (YAML). Several are one scan: files are read and commands run once.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Root directory of the machine that is meant (default: ${DEFAULT-VALUE}). Paths and links are"
                    + " followed inside it, and commands run in it.",
            defaultValue = "/")
    private String root = "/";

    @Option(
            names = "--dialect",
            paramLabel = "4.14|5.x",
            description = "Whose reading of a policy counts: that of Wazuh 4.14 or 5.x (default: 4.14).",
            converter = DialectName.class)
    private Dialect dialect = Dialect.WAZUH_4_14;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table, json or sarif (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Form form = Form.table;

    @Option(names = "--explain", description = "Rule by rule: what was seen, secrets masked, and what is in doubt.")
    private boolean explain;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "These checks alone, ids separated by commas.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For one command, 1 to 300 (default: ${DEFAULT-VALUE}, as Wazuh's sca.commands_timeout).",
            defaultValue = "30")
    private int timeout;

    public ScanCommand() {
        this(Surroundings.ofThisProcess());
    }

    ScanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (!surroundings.linux()) {
            throw usage("a machine can only be scanned on Linux");
        }
        if (timeout < 1 || timeout > MAX_TIMEOUT_SECONDS) {
            throw usage("--timeout: " + timeout + " is not between 1 and " + MAX_TIMEOUT_SECONDS);
        }
        var host = host(rootDirectory());
        return switch (PolicyFiles.load(policies, dialect)) {
            case PolicyFiles.Loaded.Refused(var messages) -> {
                messages.forEach(this::say);
                yield ExitCode.CANNOT_ANSWER;
            }
            case PolicyFiles.Loaded.Policies(var files) -> scan(new Scan(host, settings(), files, chosen(files)));
        };
    }

    private Host host(Path root) {
        try {
            return surroundings.host().apply(root);
        } catch (UnsupportedOperationException e) {
            throw usage("a machine of this kind cannot be scanned: " + e.getMessage());
        }
    }

    private int scan(Scan scan) throws Exception {
        warn(scan.files());
        var progress = new Progress(err(), surroundings.screen().progress(), scan.size());
        List<PolicyReport> found;
        try {
            var thread = new ScanThread();
            found = thread.run(() -> scan.run(progress, thread::throwIfStopped));
        } catch (CancellationException e) {
            return ScanExit.INTERRUPTED;
        } catch (OutOfMemoryError | StackOverflowError e) {
            say("the scan needs more memory than it may have (" + e.getClass().getSimpleName()
                    + "): nothing is reported");
            return ExitCode.CANNOT_ANSWER;
        } finally {
            progress.erase();
        }
        var report = new ScanReport(dialect, root, explain, found);
        print(report);
        return ScanExit.of(report);
    }

    private void print(ScanReport report) {
        var out = spec.commandLine().getOut();
        out.print(
                switch (form) {
                    case table ->
                        explain
                                ? ExplainText.of(report, surroundings.screen())
                                : TableText.of(report, surroundings.screen());
                    case json -> ScanJson.of(report);
                    case sarif -> ScanSarif.of(report, spec.root().version()[0]);
                });
        out.flush();
    }

    private Path rootDirectory() {
        var directory = Path.of(root).toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            throw usage("--root: " + root + (Files.exists(directory) ? " is not a directory" : " does not exist"));
        }
        if (!Files.isExecutable(directory)) {
            throw usage("--root: " + root + " may not be read");
        }
        return directory;
    }

    private EngineSettings settings() {
        var usual = Limits.MACHINE;
        return EngineSettings.defaults(new Limits(
                Duration.ofSeconds(timeout),
                usual.maxOutputBytes(),
                usual.maxFileBytes(),
                usual.maxDirectoryEntries(),
                usual.patternSteps()));
    }

    private Chosen chosen(List<PolicyFile> files) {
        var chosen = Chosen.of(only);
        var missing = chosen.notIn(files);
        if (!missing.isEmpty()) {
            throw usage("--only: no policy has a check " + String.join(", ", missing));
        }
        return chosen;
    }

    private void warn(List<PolicyFile> files) {
        if (!surroundings.superuser()) {
            say("not root: what only root may read is unknown"
                    + (root.equals("/") ? "" : ", and no command can be run below " + root));
        }
        for (var file : files) {
            if (file.ignored() > 0) {
                say(file.name() + ": Wazuh " + dialect.id() + " passes over " + file.ignored()
                        + (file.ignored() == 1 ? " rule or check" : " rules and checks")
                        + " of it; to see which: rampart lint "
                        + file.name());
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void say(String message) {
        err().println(Printable.line(message));
        err().flush();
    }
}
