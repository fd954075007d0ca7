package dev.rampart.policy.pattern;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file or an output as the dialect sees it.
 *
 * @param whole 5.x compares literals with the whole of an output; empty in 4.x, which never does
 * @param lines what patterns are tested with, in order
 */
public record Text(String whole, List<String> lines) {

    public Text {
        lines = List.copyOf(lines);
    }

    /** The bytes as a byte string. */
    public static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The UTF-8 bytes of a text as a byte string. */
    public static String bytes(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (unicode.charAt(i) > 0x7F) {
                return bytes(unicode.getBytes(StandardCharsets.UTF_8));
            }
        }
        return unicode;
    }

    /**
     * One line is worth showing; of several none is the culprit, and their number changes from run to run, which would
     * make every result look new.
     */
    String nothingFound() {
        var written = lines.stream().filter(l -> !l.isBlank()).limit(2).toList();
        return switch (written.size()) {
            case 0 -> "nothing written";
            case 1 -> written.getFirst();
            default -> "no line matches";
        };
    }
}
