package dev.rampart.helm;

import dev.rampart.testkit.GoldenFolder;
import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the chart makes of values: {@code in-values.yaml} (and {@code in-namespace.txt} for another release namespace)
 * gives one {@code out-} file for each template. The CustomResourceDefinitions are left out: {@link CrdCopyTest}.
 */
class GoldenChartTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        var chart = new Chart(Helm.orNotRun());
        return GoldenFolder.cases(Path.of("src/test/golden"), inputs -> rendered(chart, inputs));
    }

    private static Map<String, String> rendered(Chart chart, SortedMap<String, String> inputs) {
        try {
            var values = Files.createTempFile("values-", ".yaml");
            try {
                Files.writeString(values, inputs.getOrDefault("in-values.yaml", ""));
                var arguments = new ArrayList<>(List.of("--values", values.toString(), "--set", "crds.enabled=false"));
                if (inputs.containsKey("in-namespace.txt")) {
                    arguments.addAll(List.of(
                            "--namespace", inputs.get("in-namespace.txt").strip()));
                }
                var result = new TreeMap<String, String>();
                chart.render(arguments.toArray(String[]::new))
                        .forEach((template, text) -> result.put("out-" + template + ".yaml", text));
                return result;
            } finally {
                Files.delete(values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
