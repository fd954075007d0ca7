package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.ErrnoException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs of a root: at {@code /} directly, found and started as {@code execvp} does; elsewhere through
 * {@code chroot}, which does the same inside.
 */
final class RootCommands {

    private static final int MAX_BYTE = 255;

    private static final String SHELL = "/bin/sh";

    private final Path root;
    private final String workingDirectory;
    private final RootFiles files;
    private final BoundedCommand command = new BoundedCommand();

    RootCommands(Path root, String workingDirectory, RootFiles files) {
        this.root = root;
        this.workingDirectory = workingDirectory;
        this.files = files;
    }

    CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
        if (!argv.stream().allMatch(RootCommands::isByteString)) {
            return new CommandResult.NotStarted("an argument holds what no program can be given");
        }
        return root.getNameCount() == 0
                ? runHere(argv, timeout, maxOutputBytes)
                : runInRoot(argv, timeout, maxOutputBytes);
    }

    private static boolean isByteString(String text) {
        return text.chars().allMatch(c -> c > 0 && c <= MAX_BYTE);
    }

    private CommandResult runInRoot(List<String> argv, Duration timeout, int maxOutputBytes) {
        if (!workingDirectory.equals("/")) {
            return new CommandResult.NotStarted("commands of another root start in /, not in " + workingDirectory);
        }
        var chroot = BoundedCommand.PATH.stream()
                .map(d -> d + "/chroot")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst();
        if (chroot.isEmpty()) {
            return new CommandResult.NotStarted("chroot is not installed beside the scanner");
        }
        var inRoot = new ArrayList<>(List.of("chroot", RootFiles.bytes(root)));
        inRoot.addAll(argv);
        try {
            return ChrootAnswer.of(argv.getFirst(), command.run(chroot.get(), inRoot, "/", timeout, maxOutputBytes));
        } catch (ErrnoException e) {
            return new CommandResult.NotStarted("chroot: " + e.text());
        }
    }

    private CommandResult runHere(List<String> argv, Duration timeout, int maxOutputBytes) {
        var program = argv.getFirst();
        var why = "";
        for (var candidate : candidates(program)) {
            var problem = objection(candidate);
            if (problem.isEmpty()) {
                try {
                    return run(candidate, argv, timeout, maxOutputBytes);
                } catch (ErrnoException e) {
                    problem = e.errno() == ErrnoException.ENOENT
                            ? "its interpreter, or the working directory, is missing"
                            : e.text();
                    if (e.errno() != ErrnoException.ENOENT && e.errno() != ErrnoException.EACCES) {
                        return new CommandResult.NotStarted(problem);
                    }
                }
            }
            why = problem.equals(NOTHING) ? why : problem;
        }
        return why.isEmpty() ? new CommandResult.NotInstalled(program) : new CommandResult.NotStarted(why);
    }

    private static final String NOTHING = "nothing there";

    private static List<String> candidates(String program) {
        return program.isEmpty() || program.contains("/")
                ? List.of(program)
                : BoundedCommand.PATH.stream().map(d -> d + "/" + program).toList();
    }

    /** Looks before it starts anything: cheaper than a process, and a hanging file system is noticed here. */
    private String objection(String candidate) {
        return switch (files.kind(candidate)) {
            case REGULAR -> "";
            case MISSING, NOT_A_DIRECTORY -> NOTHING;
            case DIRECTORY, OTHER -> "no program";
            case DENIED -> "permission denied";
            case UNREACHABLE -> "cannot be reached";
        };
    }

    /** A text without an interpreter line is the shell's, as execvp has it. */
    private CommandResult run(String program, List<String> argv, Duration timeout, int maxOutputBytes)
            throws ErrnoException {
        try {
            return command.run(program, argv, workingDirectory, timeout, maxOutputBytes);
        } catch (ErrnoException e) {
            if (e.errno() != ErrnoException.ENOEXEC) {
                throw e;
            }
            var script = new ArrayList<>(List.of(SHELL, program));
            script.addAll(argv.subList(1, argv.size()));
            return command.run(SHELL, script, workingDirectory, timeout, maxOutputBytes);
        }
    }
}
