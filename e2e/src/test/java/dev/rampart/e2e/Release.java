package dev.rampart.e2e;

import dev.rampart.testkit.Helm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one release of a cluster, and the values it has in these tests.
 *
 * @param set as after {@code --set}
 */
record Release(Path chart, List<String> set) {

    private static final String NAME = "rampart";

    Release {
        set = List.copyOf(set);
    }

    /** As shipped a report is written every 30 s at most; a test that waits for twenty of them would take minutes. */
    static Release asShipped(Path chart) {
        return new Release(chart, List.of("operator.reportInterval=1s"));
    }

    Release with(String... more) {
        return new Release(chart, Stream.concat(set.stream(), Stream.of(more)).toList());
    }

    Release of(Path otherChart) {
        return new Release(otherChart, set);
    }

    /** Installs or upgrades, as a careful administrator does: waits, and labels the namespace as the notes say. */
    void install(Helm helm) {
        var words = new ArrayList<>(List.of("upgrade", "--install", NAME, chart.toString()));
        words.addAll(List.of("--namespace", Names.SYSTEM, "--create-namespace", "--wait", "--timeout", "3m"));
        set.forEach(value -> words.addAll(List.of("--set", value)));
        helm.run(words.toArray(String[]::new));
    }

    void uninstall(Helm helm) {
        helm.run("uninstall", NAME, "--namespace", Names.SYSTEM, "--wait", "--timeout", "3m");
    }
}
