package dev.rampart.policy.pattern;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A file or an output as the dialect sees it.
 *
 * @param whole 5.x compares literals with the whole of an output; empty in 4.x, which never does
 * @param lines what patterns are tested with, in order
 * @param pieces those of the lines that are no lines of the text: parts of a long one, or several in one
 * @param cut whether something of the text is in no line: what stands behind a NUL
 */
public record Text(String whole, List<String> lines, Set<String> pieces, boolean cut) {

    public Text {
        lines = List.copyOf(lines);
        pieces = Set.copyOf(pieces);
    }

    /** All of it is in lines of its own. */
    public Text(String whole, List<String> lines) {
        this(whole, lines, Set.of(), false);
    }

    /**
     * Whether what was seen holds for the text itself, and not only for the pieces that the engine makes of it: in those a
     * match may be torn apart, or begin where no line does.
     */
    public boolean proves(Sighting sighting) {
        return sighting.outcome() == Outcome.FOUND ? !pieces.contains(sighting.seen()) : pieces.isEmpty() && !cut;
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
