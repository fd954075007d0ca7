package dev.rampart.cli.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where a scan prints to.
 *
 * @param columns of the terminal; empty when the output is none, and lines are then as long as they are
 * @param colours whether the output takes them
 * @param progress whether standard error is a terminal
 */
public record Screen(OptionalInt columns, boolean colours, boolean progress) {

    /** A file, a pipe. */
    public static final Screen NONE = new Screen(OptionalInt.empty(), false, false);

    private static final int USUAL_COLUMNS = 100;
    private static final int LEAST_COLUMNS = 40;

    private static final Pattern TERMINAL = Pattern.compile("/dev/(?:pts/\\d+|tty\\w*|console)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    public static Screen ofThisProcess(Map<String, String> environment) {
        boolean terminal = isTerminal(1);
        return new Screen(
                terminal ? OptionalInt.of(columns(environment)) : OptionalInt.empty(),
                terminal && takesColours(environment),
                isTerminal(2));
    }

    /** As no-color.org says. */
    static boolean takesColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Shells know the width; {@code ./rampart} exports it. */
    static int columns(Map<String, String> environment) {
        var columns = environment.getOrDefault("COLUMNS", "");
        return NUMBER.matcher(columns).matches() ? Math.max(LEAST_COLUMNS, Integer.parseInt(columns)) : USUAL_COLUMNS;
    }

    /** {@code System.console()} says nothing about standard error. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return TERMINAL.matcher(target.toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
