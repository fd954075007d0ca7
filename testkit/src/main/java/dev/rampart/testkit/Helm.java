package dev.rampart.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The program helm, in the version that {@code testcluster/tool} pins, with folders of its own: it reads and writes
 * nothing in the home of who runs the tests.
 *
 * @param environment words {@code NAME=value} that the program is started with
 */
public record Helm(Path program, List<String> environment) {

    /** The first use on a machine compiles it. */
    private static final Duration BUILD = Duration.ofMinutes(30);

    private static final Duration COMMAND = Duration.ofMinutes(5);

    public Helm {
        environment = List.copyOf(environment);
    }

    /** Skips the test with the reason when helm cannot be had; with {@code -Drampart.e2e.required=true} it fails. */
    public static Helm orNotRun() {
        var tool = TestSettings.root().resolve("testcluster/tool");
        var ended = Command.of(tool, "helm").finish(BUILD);
        if (ended.exitCode() != 0) {
            var why = "helm cannot be had: " + ended.error().strip();
            if (Boolean.getBoolean("rampart.e2e.required")) {
                throw new AssertionError(why);
            }
            Assumptions.abort(why);
        }
        var home = TestSettings.root().resolve("testcluster/build/helm");
        return new Helm(
                Path.of(ended.output().strip()),
                List.of(
                        "HELM_CACHE_HOME=" + home.resolve("cache"),
                        "HELM_CONFIG_HOME=" + home.resolve("config"),
                        "HELM_DATA_HOME=" + home.resolve("data")));
    }

    /** The same program, speaking to that cluster. */
    public Helm on(Path kubeconfig) {
        var all = new ArrayList<>(environment);
        all.add("KUBECONFIG=" + kubeconfig);
        return new Helm(program, all);
    }

    /**
     * @return standard output
     * @throws IllegalStateException when helm fails, with what it said
     */
    public String run(String... arguments) {
        return command(arguments).run(COMMAND);
    }

    /** As {@link #run}, for a test that expects a refusal. */
    public Command.Ended finish(String... arguments) {
        return command(arguments).finish(COMMAND);
    }

    private Command command(String... arguments) {
        var words = new ArrayList<String>();
        words.add("env");
        words.addAll(environment);
        words.add(program.toString());
        words.addAll(Arrays.asList(arguments));
        return new Command(words);
    }
}
