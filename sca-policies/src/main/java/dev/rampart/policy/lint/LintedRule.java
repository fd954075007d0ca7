package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.lint.PolicyDocument.Owner;
import dev.rampart.policy.yaml.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A rule as each dialect takes it apart.
 *
 * @param text as written
 * @param v4 empty when 4.14 is not asked for
 * @param v5 empty when 5.x is not asked for, or drops the rule
 */
record LintedRule(Owner owner, String text, Position at, Optional<Rule> v4, Optional<Rule> v5) {

    private static final int SHOWN = 60;

    /** For what both dialects read alike: 4.14's reading where there is one. */
    Optional<Rule> any() {
        return v4.filter(r -> !(r instanceof Rule.Unparsable)).or(() -> v5);
    }

    /** The beginning of a sentence. */
    String in() {
        return owner.name() + ": ";
    }

    /** @param original byte strings are shown as the UTF-8 that they were */
    static String quote(String original) {
        var text = unicode(original);
        var shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        var result = new StringBuilder("\"");
        shown.chars().forEach(c -> result.append(c < ' ' || c == 0x7f ? '?' : (char) c));
        return result.append('"').toString();
    }

    private static String unicode(String text) {
        if (text.chars().allMatch(c -> c < 0x80) || text.chars().anyMatch(c -> c > 0xff)) {
            return text;
        }
        var decoded = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return decoded.indexOf('\ufffd') >= 0 ? text : decoded;
    }
}
