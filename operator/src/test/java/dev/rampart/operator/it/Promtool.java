package dev.rampart.operator.it;

import dev.rampart.testkit.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own tool, which {@code testcluster/tool} fetches. */
record Promtool(Path program) {

    private static final Duration FETCH = Duration.ofMinutes(5);
    private static final Duration CHECK = Duration.ofMinutes(1);

    /** Skips the test with the reason where it cannot be had; with {@code -Drampart.e2e.required=true} fails it. */
    static Promtool get(Path root) {
        var tool = Command.of(root.resolve("testcluster/tool"), "promtool").finish(FETCH);
        if (tool.exitCode() != 0) {
            var why = "promtool cannot be had: " + tool.error().strip();
            if (Boolean.getBoolean("rampart.e2e.required")) {
                throw new AssertionError(why);
            }
            Assumptions.abort(why);
        }
        return new Promtool(Path.of(tool.output().strip()));
    }

    /** What it says about the file; it says something only about what is not right. */
    Command.Ended checkMetrics(Path exposed) {
        return new Command(List.of(
                        "bash",
                        "-c",
                        "exec \"$1\" check metrics <\"$2\"",
                        "promtool",
                        program.toString(),
                        exposed.toString()))
                .finish(CHECK);
    }

    Command.Ended checkRules(Path rules) {
        return Command.of(program, "check", "rules", "--lint-fatal", rules.toString())
                .finish(CHECK);
    }

    Command.Ended testRules(Path tests) {
        return Command.of(program, "test", "rules", tests.toString()).finish(CHECK);
    }
}
