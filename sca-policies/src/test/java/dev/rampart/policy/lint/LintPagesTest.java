package dev.rampart.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code has a page, and what the page shows as bad and as good is so. */
class LintPagesTest {

    private static final String BEGIN = "<!-- codes, written by -Drampart.update=true -->\n";
    private static final String END = "<!-- end of codes -->\n";

    /** Needs two files, see {@link LintRunTest}. */
    private static final Set<LintCode> WITHOUT_EXAMPLE = Set.of(LintCode.ID_CLASH);

    @ParameterizedTest
    @EnumSource(LintCode.class)
    void theBadExampleHasThisCodeAloneAndTheGoodOneNone(LintCode code) {
        var page = LintPage.of(code);
        var bad = page.examples("bad");
        var good = page.examples("good");
        if (WITHOUT_EXAMPLE.contains(code)) {
            assertThat(bad).isEmpty();
            return;
        }
        assertThat(bad).hasSize(1);
        assertThat(good).hasSize(1);
        var expected = new TreeSet<>(bad.getFirst().also());
        expected.add(code.id());
        assertThat(bad.getFirst().codes()).isEqualTo(expected);
        assertThat(good.getFirst().codes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LintCode.class)
    void thePageBeginsWithNameSeverityAndDescription(LintCode code) {
        assertThat(LintPage.of(code).text())
                .startsWith("# " + code.id() + " " + code.label() + "\n\n" + severity(code) + ". " + code.description()
                        + "\n");
    }

    @Test
    void everyPageHasACode() throws Exception {
        try (var files = Files.list(LintPage.FOLDER)) {
            var pages = files.map(f -> f.getFileName().toString())
                    .filter(n -> !n.equals("README.md"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(pages)
                    .isEqualTo(Arrays.stream(LintCode.values())
                            .map(c -> c.id() + ".md")
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void theTableOfAllCodesIsCurrent() throws Exception {
        var readme = LintPage.FOLDER.resolve("README.md");
        var text = Files.readString(readme);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        var current = text.substring(0, begin) + table() + text.substring(end);
        if (Boolean.getBoolean("rampart.update")) {
            Files.writeString(readme, current);
            return;
        }
        assertThat(text)
                .as("%s; -Drampart.update=true rewrites it", Path.of("docs/lint/README.md"))
                .isEqualTo(current);
    }

    private static String table() {
        var text = new StringBuilder("| code | severity | name | what |\n|---|---|---|---|\n");
        for (var code : LintCode.values()) {
            text.append("| [" + code.id() + "](" + code.id() + ".md) | "
                    + code.severity().name().toLowerCase(java.util.Locale.ROOT) + " | " + code.label() + " | "
                    + code.description().replace("|", "\\|") + " |\n");
        }
        return text.toString();
    }

    private static String severity(LintCode code) {
        var name = code.severity().name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
