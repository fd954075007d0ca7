package dev.rampart.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, printed at once and written as CSV at the end, also of a run that failed. */
final class Figures {

    private final Path csv;
    private final List<String> lines = new ArrayList<>(List.of("what,unit,value"));

    Figures(Path csv) {
        this.csv = csv;
    }

    void add(String what, Duration value) {
        add(what, value.toMillis() / 1000.0, "s");
    }

    void add(String what, long value, String unit) {
        print(what, Long.toString(value), unit);
    }

    void add(String what, double value, String unit) {
        print(what, String.format(Locale.ROOT, "%.1f", value), unit);
    }

    private void print(String what, String value, String unit) {
        System.out.printf("%-64s %10s %s%n", what, value, unit);
        System.out.flush();
        lines.add("\"" + what + "\"," + unit + "," + value);
    }

    void write() throws IOException {
        Files.write(csv, lines);
    }
}
