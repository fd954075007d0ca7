package dev.rampart.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the real engines answered, as far as it is here; and what the description of the language says. */
class VectorsTest {

    private static final Path ROOT = Path.of(System.getProperty("rampart.root", ".."));

    private static final int JOBS = 2;

    @Test
    void everyOwnCaseGetsItsAnswer() throws IOException, InterruptedException {
        var report = run(ROOT.resolve("sca-policies/src/test/resources/vectors"));

        assertThat(report.failed()).isEmpty();
        assertThat(report.notRun()).isEmpty();
        assertThat(report.answers()).hasSizeGreaterThan(500);
    }

    @Test
    void everyRecordedCaseGetsTheAnswerOfTheRealEngine() throws IOException, InterruptedException {
        var folder = ROOT.resolve(property("rampart.vectors", "../shared/wazuh/sca-vectors"))
                .normalize();
        if (!Files.isDirectory(folder)) {
            var absent = "recorded answers of Wazuh's engines: no folder " + folder + " (-Drampart.vectors)";
            assertThat(Boolean.getBoolean("rampart.vectors.required"))
                    .as(absent)
                    .isFalse();
            System.out.println("not run: " + absent);
            assumeTrue(false, absent);
        }

        var report = run(folder);

        report.notRun().forEach(n -> System.out.println("not run: " + n.vector().id() + ": " + n.why()));
        assertThat(report.failed()).isEmpty();
        assertThat(report.answers()).isNotEmpty();
    }

    private static String property(String name, String otherwise) {
        var value = System.getProperty(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static VectorReport run(Path path) throws IOException, InterruptedException {
        var folder = VectorFolder.read(path);
        return new VectorRun(folder, JOBS).run(folder.cases());
    }
}
