package dev.rampart.policy.eval;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the part of PCRE2 that java.util.regex reads alike, as Wazuh 4.14 does: on bytes, case-sensitive, {@code $}
 * at a final line feed only. What the two read differently is refused, never guessed.
 */
final class PcreSyntax {

    private static final int MAX_LENGTH = 4096;

    /** Escapes that PCRE2 and Java give another meaning, or that only one of them has. */
    private static final String FOREIGN_ESCAPES = "pPXGKNCRgkoZ";

    /** What may follow {@code (?}: groups, look-around and the flags that mean the same. */
    private static final Pattern GROUP =
            Pattern.compile("(?:[:=!>]|<[=!]|<[A-Za-z][A-Za-z0-9]*>|[ims]*(?:-[ims]+)?[:)]).*", Pattern.DOTALL);

    private PcreSyntax() {}

    /** @throws IllegalArgumentException saying what is not understood */
    static Pattern compile(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("pattern of " + regex.length() + " characters; at most " + MAX_LENGTH);
        }
        var foreign = foreign(regex);
        if (foreign.isPresent()) {
            throw new IllegalArgumentException("pattern \"" + regex + "\": " + foreign.get());
        }
        try {
            return Pattern.compile(regex, Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern \"" + regex + "\": " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("pattern nested too deeply", e);
        }
    }

    private static Optional<String> foreign(String regex) {
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            if (c == '\\') {
                var escape = foreignEscape(regex, i);
                if (escape.isPresent()) {
                    return escape;
                }
                i += 2;
            } else if (c == '[') {
                int end = classEnd(regex, i);
                if (end < 0) {
                    return Optional.of("a character class that Java and PCRE2 may read differently");
                }
                i = end + 1;
            } else if (c == '(' && (regex.startsWith("(*", i) || isForeignGroup(regex, i))) {
                return Optional.of("a kind of group or flag that is not supported");
            } else {
                i++;
            }
        }
        return Optional.empty();
    }

    private static boolean isForeignGroup(String regex, int at) {
        return regex.startsWith("(?", at)
                && !GROUP.matcher(regex.substring(at + 2)).matches();
    }

    private static Optional<String> foreignEscape(String regex, int at) {
        if (at + 1 == regex.length()) {
            return Optional.of("ends with a backslash");
        }
        char escaped = regex.charAt(at + 1);
        boolean twoDigits = isDigit(escaped) && at + 2 < regex.length() && isDigit(regex.charAt(at + 2));
        boolean foreign = FOREIGN_ESCAPES.indexOf(escaped) >= 0 || twoDigits || escaped == '0' || escaped == 'Q';
        return foreign ? Optional.of("the escape \\" + escaped + " is not supported") : Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Index of the closing bracket, or -1 when the class holds something that only one of the two understands. */
    private static int classEnd(String regex, int open) {
        int i = regex.startsWith("^", open + 1) ? open + 2 : open + 1;
        if (regex.startsWith("]", i)) {
            return -1;
        }
        while (i < regex.length()) {
            char c = regex.charAt(i);
            if (c == ']') {
                return i;
            }
            if (c == '['
                    || regex.startsWith("&&", i)
                    || (c == '\\' && foreignEscape(regex, i).isPresent())) {
                return -1;
            }
            i += c == '\\' ? 2 : 1;
        }
        return -1;
    }
}
