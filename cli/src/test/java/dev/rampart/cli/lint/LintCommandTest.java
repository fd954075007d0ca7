package dev.rampart.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.cli.scan.Screen;
import dev.rampart.policy.lint.LintCode;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class LintCommandTest {

    private static final String CLEAN = policy("f:/etc/hosts");
    private static final String WARNING = policy("f:/etc/hosts -> !r:x");
    private static final String ERROR = policy("f:/etc/hosts -> n:x");

    @TempDir
    private Path folder;

    record Said(int exit, String out, String err) {}

    private static String policy(String rule) {
        return "policy: {id: a, file: a.yml, name: A, description: A}\n"
                + "checks: [{id: 1, title: One, condition: all, rules: ['" + rule + "']}]\n";
    }

    private static Said lint(String standardInput, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
        var root = new CommandLine(CommandSpec.create().name("rampart").version("rampart 1.2.3"));
        var exit = root.addSubcommand("lint", new LintCommand(Screen.NONE, in))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("lint"), Stream.of(words)).toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theExitCodeTellsErrorsFromWarnings() {
        assertThat(lint(CLEAN, "-").exit()).isZero();
        assertThat(lint(WARNING, "-").exit()).isZero();
        assertThat(lint(WARNING, "-", "--strict").exit()).isEqualTo(1);
        assertThat(lint(ERROR, "-").exit()).isEqualTo(1);
    }

    @Test
    void standardInputHasAName() {
        var said = lint(WARNING, "-");
        assertThat(said.out()).startsWith("<stdin>:2:").endsWith("\n0 errors, 1 warning in 1 file\n");
    }

    @Test
    void aFolderIsSearchedForPolicies() throws Exception {
        Files.createDirectories(folder.resolve("deep/er"));
        file("deep/er/a.yml", WARNING);
        file("b.yaml", WARNING);
        file("c.txt", WARNING);
        var said = lint("", folder.toString());
        assertThat(said.out()).contains("a.yml:2:", "b.yaml:2:").doesNotContain("c.txt");
    }

    @Test
    void whatCannotBeReadDoesNotStopTheRest() throws Exception {
        var good = file("a.yml", ERROR);
        Files.createDirectories(folder.resolve("empty"));
        var said = lint(
                "", folder.resolve("none").toString(), folder.resolve("empty").toString(), "/dev/zero", good);
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(3);
        assertThat(said.err())
                .contains(
                        "none: does not exist", "empty: holds no *.yml or *.yaml", "/dev/zero: is not a regular file");
        assertThat(said.out()).contains("SCA404");
    }

    @Test
    void bytesThatAreNoPolicyAreFindings() throws Exception {
        var path = folder.resolve("a.yml");
        Files.write(path, new byte[] {(byte) 0xff, 0, 7, (byte) 0x80});
        var said = lint("", path.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("error SCA001");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void oneDialectHasNoDifferences() {
        assertThat(lint(policy("f:/a,/b"), "-", "--dialect", "4.14").out()).startsWith("0 errors, 0 warnings");
        assertThat(lint(policy("f:/a,/b"), "-").out()).contains("SCA306");
    }

    @Test
    void notesAreCountedUntilTheyAreAskedFor() {
        var notes = policy("f:/etc/fstab");
        assertThat(lint(notes, "-").out()).isEqualTo("0 errors, 0 warnings in 1 file; 1 not shown, see --severity\n");
        assertThat(lint(notes, "-", "--severity", "info").out()).contains("info SCA507");
        assertThat(lint(notes, "-", "--severity", "info", "--no-container").out())
                .startsWith("0 errors");
    }

    @Test
    void wrongUsageIsNamed() {
        assertThat(lint("", "--dialect", "6", "-").err()).contains("'6' is no dialect: write 4.14, 5.x or both");
        assertThat(lint("").err()).contains("a file is missing");
        assertThat(lint("", "-o", "xml", "-").err()).contains("expected one of [text, json, sarif]");
        assertThat(lint("").exit()).isEqualTo(2);
    }

    @Test
    void theListNamesEveryCode() {
        var said = lint("", "--list");
        assertThat(said.exit()).isZero();
        assertThat(said.out().lines()).hasSize(LintCode.values().length);
        assertThat(said.out()).contains("SCA408  warning  lone-negation ");
    }

    @Test
    void sarifResultsPointToTheirRules() throws Exception {
        var run = new ObjectMapper()
                .readTree(lint(ERROR, "-", "-o", "sarif").out())
                .at("/runs/0");
        var result = run.at("/results")
                .valueStream()
                .filter(r -> r.at("/ruleId").asText().equals("SCA404"))
                .findFirst()
                .orElseThrow();
        assertThat(run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id"))
                .isEqualTo(result.get("ruleId"));
        assertThat(result.at("/level").asText()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(2);
    }
}
