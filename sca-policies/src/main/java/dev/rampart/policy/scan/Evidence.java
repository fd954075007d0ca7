package dev.rampart.policy.scan;

import dev.rampart.policy.eval.RuleResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What was seen, fit for an object that others may read: masked, printable and short. */
final class Evidence {

    private static final int MAX_LINE_CHARS = 120;

    private Evidence() {}

    static String of(List<RuleResult> rules) {
        var text = rules.stream().map(r -> line(r.seen())).collect(Collectors.joining("\n"));
        return cut(text, HostScan.MAX_EVIDENCE_CHARS);
    }

    /** Masked before it is cut, so that no end of a secret is too short to be known as one. */
    private static String line(String seen) {
        var text = new String(seen.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return cut(printable(Mask.secretsIn(text)), MAX_LINE_CHARS);
    }

    private static String printable(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(result::appendCodePoint);
        return result.toString().strip();
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}
