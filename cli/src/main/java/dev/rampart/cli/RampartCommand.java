package dev.rampart.cli;

import dev.rampart.cli.recheck.RecheckCommand;
import dev.rampart.cli.status.StatusCommand;
import dev.rampart.cli.vectors.VectorsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rampart",
        description = "Shows and asks for the compliance of a cluster's nodes.",
        subcommands = {StatusCommand.class, RecheckCommand.class, VectorsCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart status                     where policies and nodes stand",
            "  rampart recheck --wait             evaluate every node now and wait for the answers",
            "  rampart COMMAND --help             options and examples of a command"
        })
final class RampartCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: status or recheck");
    }
}
