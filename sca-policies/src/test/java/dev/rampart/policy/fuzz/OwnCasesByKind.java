package dev.rampart.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.vectors.VectorCase;
import dev.rampart.policy.vectors.VectorFolder;
import dev.rampart.policy.vectors.VectorRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The own vectors in parts small enough to be asked once per mutant; those that wait are left out. Only for
 * mutation testing ({@code -Pmutation}): the build asks all of them at once.
 */
class OwnCasesByKind {

    private static final Path FOLDER =
            Path.of(System.getProperty("rampart.root", "..")).resolve("sca-policies/src/test/resources/vectors");

    @Test
    void osRegexAnswersAsRecorded() throws IOException, InterruptedException {
        allPass(c -> kind(c).equals("osregex"));
    }

    @Test
    void osMatchTokensAndLinesAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c -> kind(c).equals("osmatch") || kind(c).equals("tokens") || kind(c).equals("lines"));
    }

    @Test
    void policiesLoadAsRecorded() throws IOException, InterruptedException {
        allPass(c -> kind(c).equals("policy"));
    }

    @Test
    void filesAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c ->
                isCheck(c) && (c.category().startsWith("file") || c.category().startsWith("regex")));
    }

    @Test
    void patternsAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c ->
                isCheck(c) && (c.category().equals("minterms") || c.category().equals("numeric")));
    }

    @Test
    void directoriesAndProcessesAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c ->
                isCheck(c) && (c.category().equals("directory") || c.category().equals("process")));
    }

    @Test
    void conditionsVariablesAndSyntaxAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c -> isCheck(c)
                && (c.category().startsWith("condition")
                        || c.category().startsWith("variables")
                        || c.category().equals("rule-syntax")));
    }

    @Test
    void commandsAnswerAsRecorded() throws IOException, InterruptedException {
        allPass(c -> c.category().equals("command") || (c.category().equals("command-lines") && !isLines(c)));
    }

    private static boolean isLines(VectorCase vector) {
        return kind(vector).equals("lines");
    }

    private static boolean isCheck(VectorCase vector) {
        return kind(vector).equals("check")
                && !vector.fields().path("rules").toString().contains("c:");
    }

    private static String kind(VectorCase vector) {
        return vector.fields().path("kind").asText();
    }

    private static void allPass(Predicate<VectorCase> which) throws IOException, InterruptedException {
        var folder = VectorFolder.read(FOLDER);
        var cases = folder.cases().stream().filter(which).toList();
        assertThat(cases).isNotEmpty();
        assertThat(new VectorRun(folder, 1).run(cases).failed()).isEmpty();
    }
}
