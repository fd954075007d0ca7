package dev.rampart.policy.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts files and outputs into what each dialect looks at. */
public final class Lines {

    /** 4.x reads files with fgets into 2048 bytes, so a longer line arrives in pieces. */
    private static final int FILE_CHUNK = 2047;

    /** Of an output, 4.x sees this many lines one by one; the rest stays in one piece (OS_StrBreak). */
    private static final int OUTPUT_LINES = 255;

    private Lines() {}

    /** @param truncated drops the last line when it has no end: what follows it is not known */
    public static Text ofFile4(byte[] bytes, boolean truncated) {
        var text = Text.bytes(bytes);
        var lines = new ArrayList<String>();
        var pieces = new HashSet<String>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = Math.min(newline < 0 ? text.length() : newline + 1, start + FILE_CHUNK);
            if (truncated && end == text.length() && newline < 0) {
                break;
            }
            var line = line4(text, start, end);
            lines.add(line);
            boolean begun = start > 0 && text.charAt(start - 1) != '\n';
            boolean open = end < text.length() && text.charAt(end - 1) != '\n';
            boolean cut = text.indexOf('\0', start, end) >= 0;
            if (begun || open || cut) {
                pieces.add(line);
            }
            start = end;
        }
        return new Text("", lines, pieces, text.indexOf('\0') >= 0);
    }

    /** Up to the first NUL, without line ends. */
    private static String line4(String text, int start, int end) {
        int nul = text.indexOf('\0', start, end);
        int stop = nul < 0 ? end : nul;
        while (stop > start && (text.charAt(stop - 1) == '\n' || text.charAt(stop - 1) == '\r')) {
            stop--;
        }
        return text.substring(start, stop);
    }

    /** Has at least one line; behind a final line feed an empty one follows. A NUL ends the output. */
    public static Text ofOutput4(byte[] bytes, boolean truncated) {
        var text = upToNul(Text.bytes(bytes));
        var lines = new ArrayList<String>();
        var piece = new StringBuilder();
        int start = 0;
        int newline = text.indexOf('\n');
        while (newline >= 0 && lines.size() < OUTPUT_LINES) {
            if (newline > start && text.charAt(newline - 1) == '\\') {
                piece.append(text, start, newline - 1).append('\n');
            } else {
                var line = piece.append(text, start, newline).toString();
                lines.add(line4(line, 0, line.length()));
                piece.setLength(0);
            }
            start = newline + 1;
            newline = text.indexOf('\n', start);
        }
        if (!truncated) {
            var rest = piece.append(text, start, text.length()).toString();
            lines.add(line4(rest, 0, rest.length()));
        }
        boolean cut = hasNul(bytes);
        var pieces = lines.stream().filter(l -> l.indexOf('\n') >= 0).collect(Collectors.toCollection(HashSet::new));
        if (cut && !lines.isEmpty()) {
            pieces.add(lines.getLast());
        }
        return new Text("", lines, pieces, cut);
    }

    public static Text ofFile5(byte[] bytes, boolean truncated) {
        return text5(Text.bytes(bytes), truncated);
    }

    /** A NUL ends the output; line feeds at both ends are gone. */
    public static Text ofOutput5(byte[] bytes, boolean truncated) {
        var text = upToNul(Text.bytes(bytes));
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '\n') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        var result = text5(text.substring(start, end), truncated);
        return new Text(result.whole(), result.lines(), Set.of(), hasNul(bytes));
    }

    private static Text text5(String text, boolean truncated) {
        List<String> lines = Split.at(text, "\n");
        if (truncated || lines.getLast().isEmpty()) {
            lines = lines.subList(0, lines.size() - 1);
        }
        return new Text(text, lines);
    }

    private static String upToNul(String text) {
        int nul = text.indexOf('\0');
        return nul < 0 ? text : text.substring(0, nul);
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
