package dev.rampart.operator.checkset;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody may have meant. */
final class NearestNames {

    private static final int SHOWN = 3;

    private NearestNames() {}

    /** "; nearest are a, b, c": the names that need the fewest edits, equals in alphabetical order. */
    static String of(String wrong, Collection<String> names) {
        var nearest = names.stream()
                .sorted(comparingInt((String n) -> edits(wrong.toLowerCase(Locale.ROOT), n.toLowerCase(Locale.ROOT)))
                        .thenComparing(naturalOrder()))
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return "; nearest are " + nearest;
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
