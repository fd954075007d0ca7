package dev.rampart.cli.lint;

import dev.rampart.policy.lint.LintOptions;
import dev.rampart.policy.lint.LintRun;
import dev.rampart.policy.lint.Severity;
import dev.rampart.testkit.GoldenFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code in-*.yml} are the files of one call; {@code out-*} what is printed, notes included. */
class LintGoldenTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenFolder.cases(Path.of("src/test/golden/lint"), LintGoldenTest::print);
    }

    private static Map<String, String> print(SortedMap<String, String> in) {
        var run = new LintRun(LintOptions.DEFAULT);
        var found = in.entrySet().stream()
                .map(e -> run.lint(
                        e.getKey().substring("in-".length()), e.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        var report = new LintReport(Severity.INFO, found);
        return Map.of(
                "out-plain.txt", new LintText(false).of(report),
                "out-colours.txt", new LintText(true).of(new LintReport(Severity.WARNING, found)),
                "out-json.json", LintJson.of(report),
                "out-sarif.json", LintSarif.of(report, "rampart 1.2.3"));
    }
}
