package dev.rampart.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rampart",
        description = "Shows and asks for the compliance of a cluster's nodes, or of this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart status                     where policies and nodes stand",
            "  rampart recheck --wait             evaluate every node now and wait for the answers",
            "  rampart scan --policy FILE         evaluate a policy on this machine, without a cluster",
            "  rampart lint FILE                  what Wazuh would refuse, ignore or misread in a policy",
            "  rampart COMMAND --help             options and examples of a command"
        })
final class RampartCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: "
                        + Arrays.stream(Subcommand.values())
                                .map(Subcommand::word)
                                .collect(Collectors.joining(", ")));
    }
}
