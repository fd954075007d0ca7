package dev.rampart.cli.vectors;

import dev.rampart.cli.terminal.ExitCode;
import dev.rampart.policy.vectors.VectorCase;
import dev.rampart.policy.vectors.VectorFolder;
import dev.rampart.policy.vectors.VectorRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "vectors",
        description = "For developers: runs recorded answers of Wazuh's engines (files *.jsonl of a folder)"
                + " against this engine.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every case passed", "1:a case failed", "2:wrong usage, or the folder cannot be run"})
public final class VectorsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder with vector files and, if cases need it, fixture-root.tar.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private Path folder;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Threads, each with its own copy of the tree. Default: one for each processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only cases whose file, category, engine or id contains this text.")
    private String filter = "";

    @Option(
            names = "--corpus",
            paramLabel = "FOLDER",
            description = "Policies that cases of kind corpus-load name. Default: sca-corpus beside DIR.")
    private @Nullable Path corpus;

    @Option(
            names = "--differences",
            paramLabel = "N",
            description = "How many differences to print. Default: ${DEFAULT-VALUE}.")
    private int differences = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1 || jobs > 256) {
            throw new ParameterException(spec.commandLine(), "--jobs is " + jobs + "; it must be from 1 to 256");
        }
        var out = spec.commandLine().getOut();
        try {
            var vectors = corpus == null ? VectorFolder.read(folder) : VectorFolder.read(folder, corpus);
            var cases = vectors.cases().stream().filter(this::isMeant).toList();
            var report = new VectorRun(vectors, jobs).run(cases);
            VectorsText.print(report, differences, out);
            return report.failed().isEmpty() ? ExitCode.FINE : ExitCode.NOT_FINE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("rampart vectors: " + e.getMessage());
            return ExitCode.CANNOT_ANSWER;
        }
    }

    private boolean isMeant(VectorCase vector) {
        return filter.isEmpty()
                || vector.file().contains(filter)
                || vector.category().contains(filter)
                || vector.engine().contains(filter)
                || vector.id().contains(filter);
    }
}
