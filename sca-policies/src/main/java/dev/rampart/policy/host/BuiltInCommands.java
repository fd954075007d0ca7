package dev.rampart.policy.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers the two commands that policies run most without a process: {@code sysctl [-n] NAME} and
 * {@code stat [-L] -c FORMAT PATH}. Only where the answer is byte for byte what the host's own program would have
 * written; whatever is unusual, an error above all, is left to that program.
 */
final class BuiltInCommands {

    private static final Set<String> SYSCTL = Set.of("sysctl", "/sbin/sysctl", "/usr/sbin/sysctl");
    private static final Set<String> STAT = Set.of("stat", "/bin/stat", "/usr/bin/stat");

    private static final Pattern KEY = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");

    /** These count what every running program changes. */
    private static final Pattern COUNTER = Pattern.compile("fs\\.(file|inode|dentry)-(nr|state)");

    /** Printable ASCII; anything else might be written differently. */
    private static final Pattern LINE = Pattern.compile("[\\t\\x20-\\x7e]+\\n");

    private static final Pattern PATH = Pattern.compile("/[\\x20-\\x7e]*");

    /** Longer values come in several reads, between which they may change. */
    private static final int MAX_VALUE_BYTES = 1024;

    private static final int OWNER_MAY_READ = 0400;

    private static final String ELF = "\177ELF";

    private static final int ANY_MAY_EXECUTE = 0111;

    private final RootFiles files;

    BuiltInCommands(RootFiles files) {
        this.files = files;
    }

    /** Empty: the program has to be asked. */
    Optional<CommandResult> answer(List<String> argv, int maxOutputBytes) {
        return output(argv)
                .filter(text -> text.length() <= maxOutputBytes)
                .map(text -> new CommandResult.Finished(0, text.getBytes(StandardCharsets.ISO_8859_1), false, true));
    }

    private Optional<String> output(List<String> argv) {
        var program = argv.getFirst();
        if (SYSCTL.contains(program)) {
            return sysctl(program, argv.subList(1, argv.size()));
        }
        if (!STAT.contains(program)) {
            return Optional.empty();
        }
        boolean follows = argv.size() == 5 && argv.get(1).equals("-L");
        var rest = argv.subList(follows ? 2 : 1, argv.size());
        if (rest.size() != 3) {
            return Optional.empty();
        }
        boolean both = !follows && rest.getFirst().equals("-Lc");
        return (both || rest.getFirst().equals("-c")) && isGenuine(program)
                ? stat(rest.get(1), rest.get(2), follows || both)
                : Optional.empty();
    }

    private Optional<String> sysctl(String program, List<String> arguments) {
        boolean valueOnly = arguments.size() == 2 && arguments.getFirst().equals("-n");
        if ((!valueOnly && arguments.size() != 1) || !isGenuine(program)) {
            return Optional.empty();
        }
        var key = arguments.getLast();
        return value(key).map(value -> valueOnly ? value : key + " = " + value);
    }

    private Optional<String> value(String key) {
        if (!KEY.matcher(key).matches() || COUNTER.matcher(key).matches()) {
            return Optional.empty();
        }
        var path = "/proc/sys/" + key.replace('.', '/');
        var status = files.status(path, false);
        if (status.isEmpty() || !status.get().isRegular() || (status.get().permissions() & OWNER_MAY_READ) == 0) {
            return Optional.empty();
        }
        return files.read(path, MAX_VALUE_BYTES) instanceof FileRead.Content(var bytes, var truncated) && !truncated
                ? Optional.of(new String(bytes, StandardCharsets.ISO_8859_1))
                        .filter(text -> LINE.matcher(text).matches())
                : Optional.empty();
    }

    private Optional<String> stat(String format, String path, boolean follows) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        return files.status(path, follows)
                .flatMap(status -> new StatFormat(status, path, new OwnerNames(files)).fill(format))
                .map(text -> text + "\n");
    }

    /** A program of its own in a usual place: not one of a collection (busybox), not a script, not a local one. */
    private boolean isGenuine(String program) {
        var place = program.contains("/") ? Optional.of(program) : firstInPath(program);
        return place.filter(p -> !p.startsWith("/usr/local/"))
                .filter(p -> files.status(p, false)
                        .filter(s -> s.isRegular() && (s.permissions() & ANY_MAY_EXECUTE) != 0)
                        .isPresent())
                .filter(p -> files.read(p, ELF.length()) instanceof FileRead.Content c
                        && new String(c.bytes(), StandardCharsets.ISO_8859_1).equals(ELF))
                .isPresent();
    }

    private Optional<String> firstInPath(String program) {
        return BoundedCommand.PATH.stream()
                .map(d -> d + "/" + program)
                .filter(p -> files.kind(p) != FileKind.MISSING)
                .findFirst();
    }
}
