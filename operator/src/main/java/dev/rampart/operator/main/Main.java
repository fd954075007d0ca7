package dev.rampart.operator.main;

import ch.qos.logback.classic.Level;
import dev.rampart.operator.settings.LogLevel;
import dev.rampart.operator.settings.Settings;
import io.fabric8.kubernetes.client.Config;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's process. SIGTERM ends it in order; what makes a start impossible is one sentence and exit code 1. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        try {
            log(LogLevel.ofProcess());
            var settings = Settings.ofProcess();
            var around = new OperatorProcess.Surroundings(
                    Config.autoConfigure(null), Clock.systemUTC(), List.of(), Main::leaseLost);
            var process = OperatorProcess.start(settings, around);
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop"));
            LOG.atInfo()
                    .addKeyValue("namespace", settings.namespace())
                    .addKeyValue("leaderElection", settings.leaderElection())
                    .log("started");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the operator cannot start: {}", e.getMessage());
            System.exit(1);
        }
    }

    private static void log(LogLevel from) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.valueOf(from.name()));
        }
    }

    /** At once and without ado: whatever still runs here may collide with the next leader. */
    private static void leaseLost() {
        LOG.error("this process cannot go on; another operator takes over");
        Runtime.getRuntime().halt(1);
    }
}
