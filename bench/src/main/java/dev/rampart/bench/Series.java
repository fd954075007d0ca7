package dev.rampart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Repeated measurements of one thing. */
record Series(String variant, String what, String unit, List<Double> values) {

    Series(String variant, String what, String unit) {
        this(variant, what, unit, new ArrayList<>());
    }

    void add(double value) {
        values.add(value);
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** @param reference what the median is divided by; 0: nothing to compare with */
    String row(double reference) {
        return String.format(
                Locale.ROOT,
                "%-18s %-34s %9.1f %9.1f %9.1f %-4s %s",
                variant,
                what,
                values.stream().mapToDouble(d -> d).min().orElse(0),
                median(),
                values.stream().mapToDouble(d -> d).max().orElse(0),
                unit,
                reference > 0 ? String.format(Locale.ROOT, "%5.2f", median() / reference) : "    -");
    }

    List<String> csv() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            lines.add(String.format(Locale.ROOT, "%s,\"%s\",%s,%d,%.3f", variant, what, unit, i + 1, values.get(i)));
        }
        return lines;
    }
}
