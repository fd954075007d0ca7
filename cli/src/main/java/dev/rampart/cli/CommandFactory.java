package dev.rampart.cli;

import dev.rampart.cli.recheck.RecheckCommand;
import dev.rampart.cli.status.StatusCommand;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;

/** Makes the commands with what they need from outside. */
record CommandFactory(Clock clock) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == StatusCommand.class) {
            return type.cast(new StatusCommand(clock));
        }
        if (type == RecheckCommand.class) {
            return type.cast(new RecheckCommand(clock, new SecureRandom()));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
