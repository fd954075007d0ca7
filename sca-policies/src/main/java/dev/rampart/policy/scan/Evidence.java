package dev.rampart.policy.scan;

import dev.rampart.policy.eval.RuleResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What was seen, fit for an object that others may read: masked, printable and short. */
final class Evidence {

    static final int MAX_LINE_CHARS = 120;

    /** The search for secrets takes quadratic time in the worst case, and a line may have megabytes. */
    private static final int MAX_SEARCHED_CHARS = 4096;

    /** A secret whose end was not searched may be too short there to be known as one. */
    private static final int UNSURE_CHARS = 64;

    private Evidence() {}

    static String of(List<RuleResult> rules) {
        var text = rules.stream().map(r -> line(r.seen())).collect(Collectors.joining("\n"));
        return cut(text, HostScan.MAX_EVIDENCE_CHARS);
    }

    /** Masked before it is cut, so that no end of a secret is too short to be known as one. */
    static String line(String seen) {
        boolean partly = seen.length() > MAX_SEARCHED_CHARS;
        var searched = partly ? seen.substring(0, MAX_SEARCHED_CHARS) : seen;
        var text = new String(searched.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var masked = Mask.secretsIn(text);
        return cut(printable(partly ? masked.substring(0, sureEnd(masked)) : masked), MAX_LINE_CHARS);
    }

    private static int sureEnd(String masked) {
        int behindLastMask =
                masked.lastIndexOf(Mask.MASKED) < 0 ? 0 : masked.lastIndexOf(Mask.MASKED) + Mask.MASKED.length();
        return Math.max(behindLastMask, masked.length() - UNSURE_CHARS);
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
