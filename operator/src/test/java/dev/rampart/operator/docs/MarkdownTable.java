package dev.rampart.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a generated page, in which every cell but those of optional columns says something. */
public final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();
    private final int columns;

    public MarkdownTable(String... headings) {
        columns = headings.length;
        lines.add(line(List.of(headings)));
        lines.add("|---".repeat(columns) + "|");
    }

    /** @throws AssertionError when a cell is empty: something in the code has no text */
    public void row(String... cells) {
        assertThat(cells).as("row of %s", cells[0]).hasSize(columns).allMatch(c -> !c.isBlank(), "says something");
        lines.add(line(List.of(cells)));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(c -> c.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    public String markdown() {
        return String.join("\n", lines);
    }
}
