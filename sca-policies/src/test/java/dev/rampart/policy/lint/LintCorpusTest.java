package dev.rampart.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The policies that Wazuh ships, as far as they are here; each as one of the dialects reads it. */
class LintCorpusTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Errors that do not come from the reader: patterns and comparisons, and rules that end a scan. */
    private static final Set<LintCode> LATER = EnumSet.of(
            LintCode.PATTERN_REFUSED,
            LintCode.NUMERIC_INVALID,
            LintCode.NUMERIC_WITHOUT_GROUP,
            LintCode.SCAN_ABORTED,
            LintCode.REQUIREMENTS_NEVER_MET,
            LintCode.CHECK_WITHOUT_RESULT,
            LintCode.SCAN_ENDS);

    @Test
    void aPolicyIsFoundRefusedWhenTheReaderRefusesIt() throws IOException {
        var policies = policies();
        for (var path : policies) {
            var bytes = Files.readAllBytes(path);
            for (var dialect : Dialect.values()) {
                var start = Instant.now();
                var findings = Linter.lint(path.toString(), bytes, new LintOptions(EnumSet.of(dialect), false, true));

                boolean refused = new PolicyReader(dialect).read(bytes) instanceof Loading.Refused;
                boolean found = findings.stream()
                        .anyMatch(f -> f.severity() == Severity.ERROR
                                && !LATER.contains(f.code())
                                && !(f.code() == LintCode.REGISTRY_RULE && dialect == Dialect.WAZUH_5));
                assertThat(found).as("%s in %s: %s", path, dialect, findings).isEqualTo(refused);
                assertThat(Duration.between(start, Instant.now()))
                        .as("%s", path)
                        .isLessThan(LIMIT);
            }
        }
    }

    private static List<Path> policies() throws IOException {
        var vectors = System.getProperty("rampart.vectors", "");
        var folder = Path.of(System.getProperty("rampart.root", ".."))
                .resolve(vectors.isEmpty() ? "../shared/wazuh/sca-vectors" : vectors)
                .resolveSibling("sca-corpus")
                .normalize();
        if (!Files.isDirectory(folder)) {
            var absent = "policies that Wazuh ships: no folder " + folder;
            assertThat(Boolean.getBoolean("rampart.vectors.required"))
                    .as(absent)
                    .isFalse();
            System.out.println("not run: " + absent);
            assumeTrue(false, absent);
        }
        try (var all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(".yml")).sorted().toList();
        }
    }
}
