package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFolderTest {

    private static Map<String, String> shout(SortedMap<String, String> inputs) {
        return Map.of("out-loud.yaml", String.join("", inputs.values()).toUpperCase(Locale.ROOT));
    }

    @TempDir
    private Path folder;

    private Path onlyCase() {
        return folder.resolve("one");
    }

    @BeforeEach
    void aCase() throws IOException {
        Files.createDirectory(onlyCase());
        Files.writeString(onlyCase().resolve("in-a.yaml"), "a\n");
        Files.writeString(onlyCase().resolve("in-b.yaml"), "b\n");
    }

    private void expect(String name, String text) throws IOException {
        Files.writeString(onlyCase().resolve(name), text);
    }

    @Test
    void whatComesOutAsExpectedPasses() throws IOException {
        expect("out-loud.yaml", "A\nB\n");
        GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, false);
    }

    @Test
    void aDifferenceFailsAndNamesTheFile() throws IOException {
        expect("out-loud.yaml", "A\nC\n");
        assertThatThrownBy(() -> GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one/out-loud.yaml");
    }

    @Test
    void aProducedFileThatNobodyExpectsFails() {
        assertThatThrownBy(() -> GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out-loud.yaml");
    }

    @Test
    void anExpectedFileThatNothingProducesFails() throws IOException {
        expect("out-loud.yaml", "A\nB\n");
        expect("out-quiet.yaml", "a\nb\n");
        assertThatThrownBy(() -> GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("out-quiet.yaml");
    }

    @Test
    void aFileThatIsNeitherInNorOutFails() throws IOException {
        expect("ouf-loud.yaml", "A\nB\n");
        assertThatThrownBy(() -> GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ouf-loud.yaml");
    }

    @Test
    void updatingWritesWhatComesOutAndRemovesTheRest() throws IOException {
        // Given
        expect("out-loud.yaml", "old");
        expect("out-quiet.yaml", "old");
        // When
        GoldenFolder.check(onlyCase(), GoldenFolderTest::shout, true);
        // Then
        assertThat(onlyCase().resolve("out-loud.yaml")).hasContent("A\nB\n");
        assertThat(onlyCase().resolve("out-quiet.yaml")).doesNotExist();
        assertThat(onlyCase().resolve("in-a.yaml")).hasContent("a\n");
    }

    @Test
    void aFolderWithoutCasesIsAnError() throws IOException {
        var empty = Files.createDirectory(folder.resolve("one/nothing"));
        assertThatThrownBy(() -> GoldenFolder.cases(empty, GoldenFolderTest::shout))
                .hasMessageContaining("holds no case");
    }

    @Test
    void everySubFolderIsATest() {
        assertThat(GoldenFolder.cases(folder, GoldenFolderTest::shout).map(test -> test.getDisplayName()))
                .containsExactly("one");
    }
}
