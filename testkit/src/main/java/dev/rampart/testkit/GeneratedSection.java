package dev.rampart.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A part of a page that comes from the code, between {@code <!-- generated: NAME -->} and
 * {@code <!-- end: NAME -->}; what stands around it is written by hand. {@code -Drampart.update=true} rewrites it.
 *
 * @param page relative to the repository root
 */
public record GeneratedSection(String page, String name) {

    /**
     * @param markdown what must stand between the markers, without the line ends around it
     * @throws IllegalStateException when the page does not hold the two markers
     */
    public void is(String markdown) {
        var file = TestSettings.root().resolve(page);
        var before = read(file);
        var start = "<!-- generated: " + name + " -->\n";
        var end = "\n<!-- end: " + name + " -->";
        var section = Pattern.compile(
                        "(?<=" + Pattern.quote(start) + ").*(?=" + Pattern.quote(end) + ")", Pattern.DOTALL)
                .matcher(before);
        if (!section.find()) {
            throw new IllegalStateException(page + " lacks the lines " + start.strip() + " and " + end.strip());
        }
        if (TestSettings.update()) {
            write(file, before.substring(0, section.start()) + markdown + before.substring(section.end()));
            return;
        }
        assertThat(section.group())
                .as("part %s of %s; -Drampart.update=true rewrites it", name, page)
                .isEqualTo(markdown);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
