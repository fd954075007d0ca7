package dev.rampart.policy.host;

import dev.rampart.policy.host.linux.FileStatus;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats of coreutils' {@code stat -c} that policies use. */
final class StatFormat {

    /** A literal per cent sign, a directive, or something else that is not known here. */
    private static final Pattern DIRECTIVE = Pattern.compile("%(%|(#?0?[1-9]?)([aAUGugsnF])|.|$)", Pattern.DOTALL);

    private static final int TYPE = 0xf000;
    private static final String TYPE_LETTERS = "?pc?d?b?-?l?s???";
    private static final int TYPE_SHIFT = 12;

    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int STICKY = 01000;

    private final FileStatus status;
    private final String path;
    private final OwnerNames names;

    StatFormat(FileStatus status, String path, OwnerNames names) {
        this.status = status;
        this.path = path;
        this.names = names;
    }

    /** Empty when a directive is not known, or a name cannot be told for sure. */
    Optional<String> fill(String format) {
        var directives = DIRECTIVE.matcher(format);
        var text = new StringBuilder();
        int at = 0;
        while (directives.find()) {
            text.append(format, at, directives.start());
            at = directives.end();
            Optional<String> value = Optional.of("%");
            if (directives.group(3) != null) {
                value = value(directives.group(3).charAt(0), directives.group(2));
            } else if (!directives.group(1).equals("%")) {
                return Optional.empty();
            }
            if (value.isEmpty()) {
                return value;
            }
            text.append(value.get());
        }
        return Optional.of(text.append(format, at, format.length()).toString());
    }

    private Optional<String> value(char directive, String flags) {
        if (directive == 'a') {
            return Optional.of(octal(flags));
        }
        if (!flags.isEmpty()) {
            return Optional.empty();
        }
        return switch (directive) {
            case 'A' -> Optional.of(letters());
            case 'u' -> Optional.of(Long.toString(status.uid()));
            case 'g' -> Optional.of(Long.toString(status.gid()));
            case 'U' -> names.user(status.uid());
            case 'G' -> names.group(status.gid());
            case 's' -> Optional.of(Long.toString(status.size()));
            case 'n' -> Optional.of(path);
            case 'F' -> type();
            default -> Optional.empty();
        };
    }

    /** As C's {@code %o}: {@code #} puts a zero before it unless there is one, {@code 0} fills up the width. */
    private String octal(String flags) {
        var digits = Integer.toOctalString(status.permissions());
        if (flags.startsWith("#") && !digits.startsWith("0")) {
            digits = "0" + digits;
        }
        char last = flags.isEmpty() ? '#' : flags.charAt(flags.length() - 1);
        int width = last > '0' && last <= '9' ? last - '0' : 0;
        var fill = flags.contains("0") ? "0" : " ";
        return fill.repeat(Math.max(0, width - digits.length())) + digits;
    }

    private String letters() {
        int mode = status.permissions();
        return TYPE_LETTERS.charAt((status.mode() & TYPE) >> TYPE_SHIFT)
                + triple(mode >> 6, (mode & SET_USER) != 0, 's')
                + triple(mode >> 3, (mode & SET_GROUP) != 0, 's')
                + triple(mode, (mode & STICKY) != 0, 't');
    }

    private static String triple(int bits, boolean special, char letter) {
        boolean executes = (bits & 1) != 0;
        char last = executes ? 'x' : '-';
        if (special) {
            last = executes ? letter : Character.toUpperCase(letter);
        }
        return "" + ((bits & 4) != 0 ? 'r' : '-') + ((bits & 2) != 0 ? 'w' : '-') + last;
    }

    private Optional<String> type() {
        return switch (letters().charAt(0)) {
            case '-' -> Optional.of(status.size() == 0 ? "regular empty file" : "regular file");
            case 'd' -> Optional.of("directory");
            case 'l' -> Optional.of("symbolic link");
            case 'p' -> Optional.of("fifo");
            case 's' -> Optional.of("socket");
            case 'c' -> Optional.of("character special file");
            case 'b' -> Optional.of("block special file");
            default -> Optional.empty();
        };
    }
}
