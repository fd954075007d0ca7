package dev.rampart.policy.host;

import java.nio.charset.StandardCharsets;

/** Tells what {@code chroot} itself says from what the program in it says. */
final class ChrootAnswer {

    private static final int CHROOT_FAILED = 125;
    private static final int CANNOT_EXECUTE = 126;
    private static final int NOT_FOUND = 127;

    private ChrootAnswer() {}

    static CommandResult of(String program, CommandResult result) {
        if (!(result instanceof CommandResult.Finished f)) {
            return result;
        }
        var text = new String(f.output(), StandardCharsets.ISO_8859_1).strip();
        boolean own = text.startsWith("chroot: ") && text.indexOf('\n') < 0;
        if (!own) {
            return result;
        }
        return switch (f.exitCode()) {
            case NOT_FOUND ->
                text.startsWith("chroot: failed to run command")
                        ? new CommandResult.NotInstalled(program)
                        : new CommandResult.NotStarted(text);
            case CHROOT_FAILED, CANNOT_EXECUTE -> new CommandResult.NotStarted(text);
            default -> result;
        };
    }
}
