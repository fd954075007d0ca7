package dev.rampart.cli;

import dev.rampart.cli.cluster.ClusterFailures;
import dev.rampart.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {

    private Main() {}

    static void main(String[] args) {
        var meant = Subcommand.meantBy(args);
        if (meant.stream().anyMatch(Subcommand::asksCluster)) {
            quietLogs();
        }
        System.exit(commandLine(Clock.systemUTC(), meant).execute(args));
    }

    /** The whole command line, with its exit codes; tests give it other writers. */
    static CommandLine commandLine(Clock clock, List<Subcommand> commands) {
        var line = new CommandLine(new RampartCommand());
        commands.forEach(c -> line.addSubcommand(c.word(), c.make(clock)));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        err.println(ClusterFailures.inWords(failure).orElseThrow(() -> failure));
        err.flush();
        return ExitCode.CANNOT_ANSWER;
    }

    private static void quietLogs() {
        try (var settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
