package dev.rampart.policy.eval;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts files and outputs into the lines that Wazuh 4.14 sees; bytes become characters one to one. */
final class Lines {

    /** Wazuh reads files through a buffer of 2048 bytes, so a longer line arrives in pieces. */
    private static final int FILE_CHUNK = 2047;

    /** Of an output, this many lines are seen one by one; the rest stays in one piece. */
    private static final int OUTPUT_LINES = 255;

    private Lines() {}

    /** @param truncated drops the last line when it has no end: what follows it is not known */
    static List<String> ofFile(byte[] bytes, boolean truncated) {
        var text = text(bytes);
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = Math.min(newline < 0 ? text.length() : newline + 1, start + FILE_CHUNK);
            if (truncated && end == text.length() && newline < 0) {
                break;
            }
            lines.add(withoutLineEnd(upToNul(text.substring(start, end))));
            start = end;
        }
        return lines;
    }

    /** Has at least one line; after a final newline an empty one follows, as in Wazuh. */
    static List<String> ofOutput(byte[] bytes, boolean truncated) {
        var text = upToNul(text(bytes));
        var lines = new ArrayList<String>();
        var piece = new StringBuilder();
        int start = 0;
        int newline = text.indexOf('\n');
        while (newline >= 0 && lines.size() < OUTPUT_LINES) {
            if (newline > start && text.charAt(newline - 1) == '\\') {
                piece.append(text, start, newline - 1).append('\n');
            } else {
                lines.add(withoutLineEnd(piece.append(text, start, newline).toString()));
                piece.setLength(0);
            }
            start = newline + 1;
            newline = text.indexOf('\n', start);
        }
        if (!truncated) {
            lines.add(withoutLineEnd(piece.append(text, start, text.length()).toString()));
        }
        return lines;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String upToNul(String text) {
        int nul = text.indexOf('\0');
        return nul < 0 ? text : text.substring(0, nul);
    }

    private static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }
}
