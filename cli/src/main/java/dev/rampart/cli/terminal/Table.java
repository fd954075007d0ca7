package dev.rampart.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of words in aligned columns, two spaces apart. Numbers are aligned to the right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... titles) {
        rows.add(List.of(titles));
    }

    /** @throws IllegalArgumentException when there are not as many cells as titles */
    public Table row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + rows.getFirst().size() + " titles");
        }
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
        return this;
    }

    /** @return lines, each with its line end and without blanks at its end */
    public String text() {
        var text = new StringBuilder();
        var columns = IntStream.range(0, rows.getFirst().size())
                .mapToObj(this::column)
                .toList();
        for (var row = 0; row < rows.size(); row++) {
            var line = new StringBuilder();
            for (var column : columns) {
                line.append(line.isEmpty() ? "" : "  ").append(column.get(row));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** The cells of a column, each as wide as the widest. */
    private List<String> column(int index) {
        var cells = rows.stream().map(row -> row.get(index)).toList();
        var width = cells.stream().mapToInt(String::length).max().orElse(0);
        var numeric = cells.stream().skip(1).allMatch(Table::isNumber);
        return cells.stream()
                .map(cell -> {
                    var pad = " ".repeat(width - cell.length());
                    return numeric ? pad + cell : cell + pad;
                })
                .toList();
    }

    private static boolean isNumber(String cell) {
        return cell.equals("-") || (!cell.isEmpty() && cell.chars().allMatch(Character::isDigit));
    }
}
