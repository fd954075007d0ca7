package dev.rampart.cli.lint;

import dev.rampart.cli.scan.Printable;
import dev.rampart.cli.scan.Screen;
import dev.rampart.cli.terminal.ExitCode;
import dev.rampart.policy.lint.FileFindings;
import dev.rampart.policy.lint.LintOptions;
import dev.rampart.policy.lint.LintRun;
import dev.rampart.policy.lint.Severity;
import dev.rampart.policy.model.Dialect;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lint",
        description =
                "What Wazuh 4.14 or 5.x would refuse, ignore or misread in policy files, and risks of a false pass.",
        mixinStandardHelpOptions = true,
        // A fault of ours must not look like a finding.
        exitCodeOnExecutionException = ExitCode.CANNOT_ANSWER,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no error, with --strict no warning either",
            "1:at least one error, with --strict at least one warning",
            "2:wrong usage, or a file that cannot be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart lint cis_debian12.yml",
            "  rampart lint --dialect 4.14 --severity error ruleset/sca",
            "  rampart lint -o sarif policies > lint.sarif",
            "  rampart lint --list                every code; docs/lint has a page for each"
        })
public final class LintCommand implements Callable<Integer> {

    private final Screen screen;
    private final InputStream standardInput;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Policy files, folders that are searched for *.yml and *.yaml, or - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text, json or sarif (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private LintForm form = LintForm.text;

    @Option(
            names = "--dialect",
            paramLabel = "4.14|5.x|both",
            description =
                    "Who will read the files (default: ${DEFAULT-VALUE}). With both, what they read differently is"
                            + " found too.",
            defaultValue = "both")
    private String dialect = "both";

    @Option(
            names = "--severity",
            paramLabel = "LOWEST",
            description = "info, warning or error: what is shown at least (default: ${DEFAULT-VALUE}).",
            defaultValue = "warning")
    private Severity severity = Severity.WARNING;

    @Option(names = "--strict", description = "Warnings count as errors do for the exit code.")
    private boolean strict;

    @Option(
            names = "--remote",
            description = "The files are meant for etc/shared, where commands do not run unless allowed.")
    private boolean remote;

    @Option(
            names = "--container",
            negatable = true,
            description = "Name what containers do not have (default: yes).",
            defaultValue = "true",
            fallbackValue = "true")
    private boolean container = true;

    @Option(names = "--list", description = "Print every code and what it means.")
    private boolean list;

    public LintCommand() {
        this(Screen.ofThisProcess(System.getenv()), System.in);
    }

    LintCommand(Screen screen, InputStream standardInput) {
        this.screen = screen;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        if (list) {
            print(LintText.codes());
            return ExitCode.FINE;
        }
        if (files.isEmpty()) {
            throw usage("a file is missing: name policy files, folders, or - for standard input");
        }
        var run = new LintRun(new LintOptions(dialects(), remote, container));
        try {
            return lint(run);
        } catch (OutOfMemoryError e) {
            say("the files need more memory than this process may have: nothing is reported");
            return ExitCode.CANNOT_ANSWER;
        }
    }

    private int lint(LintRun run) {
        var inputs = new LintInputs(standardInput);
        var found = new ArrayList<FileFindings>();
        inputs.forEach(files, (name, bytes) -> found.add(run.lint(name, bytes)));
        var report = new LintReport(severity, found);
        print(
                switch (form) {
                    case text -> new LintText(screen.colours()).of(report);
                    case json -> LintJson.of(report);
                    case sarif -> LintSarif.of(report, spec.root().version()[0]);
                });
        inputs.unusable().forEach(this::say);
        if (!inputs.unusable().isEmpty()) {
            return ExitCode.CANNOT_ANSWER;
        }
        boolean fails = report.count(Severity.ERROR) > 0 || (strict && report.count(Severity.WARNING) > 0);
        return fails ? ExitCode.NOT_FINE : ExitCode.FINE;
    }

    private Set<Dialect> dialects() {
        return switch (dialect) {
            case "4.14" -> EnumSet.of(Dialect.WAZUH_4_14);
            case "5.x" -> EnumSet.of(Dialect.WAZUH_5);
            case "both" -> EnumSet.allOf(Dialect.class);
            default -> throw usage("--dialect: '" + dialect + "' is no dialect: write 4.14, 5.x or both");
        };
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void say(String message) {
        spec.commandLine().getErr().println(Printable.line(message));
        spec.commandLine().getErr().flush();
    }
}
