package dev.rampart.policy.lint;

import java.util.Optional;
import java.util.regex.Pattern;

/** Pieces of regular expressions that mean something else in the other language. */
final class RegexSyntax {

    /** [^x], [a-z], [abc]+: nobody means these literally. */
    private static final Pattern CLASS = Pattern.compile(
            "\\[(?:\\^[^\\]]+\\]|[^\\]\\\\]*[A-Za-z0-9]-[A-Za-z0-9][^\\]\\\\]*\\]|[^\\]]+\\][*+?{]|\\[:)");

    private static final Pattern COUNT = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");

    private RegexSyntax() {}

    /** The first piece that OSRegex takes literally though it hardly is meant so. */
    static Optional<String> literalInOsRegex(String regex) {
        boolean behindToken = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
                behindToken = true;
                continue;
            }
            boolean repeats = c == '*' || c == '+' || c == '?';
            if (repeats && i > 0 && isRepeated(regex, i, behindToken, c)) {
                return Optional.of(regex.substring(
                        regex.charAt(i - 1) == '\\' || behindToken ? Math.max(0, i - 2) : i - 1, i + 1));
            }
            if (c == '(' && regex.startsWith("(?", i)) {
                return Optional.of("(?");
            }
            if (c == '[') {
                var match = CLASS.matcher(regex).region(i, regex.length());
                if (match.lookingAt()) {
                    return Optional.of(match.group());
                }
            }
            if (c == '{' && i > 0) {
                var match = COUNT.matcher(regex).region(i, regex.length());
                if (match.lookingAt()) {
                    return Optional.of(match.group());
                }
            }
            behindToken = false;
        }
        return Optional.empty();
    }

    /** Whether a usual regex would repeat here, and OSRegex does not. */
    private static boolean isRepeated(String regex, int i, boolean behindToken, char sign) {
        if (behindToken) {
            return sign == '?' && "dwsDWS".indexOf(regex.charAt(i - 1)) >= 0;
        }
        char before = regex.charAt(i - 1);
        return before == '.' || before == ')' || before == ']' || isLetter(before);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The first piece of an OSRegex that PCRE2 reads in quite another way. */
    static Optional<String> differentInPcre2(String regex) {
        int i = regex.indexOf('\\');
        while (i >= 0 && i + 1 < regex.length()) {
            char token = regex.charAt(i + 1);
            char behind = i + 2 < regex.length() ? regex.charAt(i + 2) : 0;
            if (token == '.' && (behind == '*' || behind == '+')) {
                return Optional.of(regex.substring(i, i + 3));
            }
            if (token == 'p' && behind != '{') {
                return Optional.of(regex.substring(i, Math.min(i + 3, regex.length())));
            }
            i = regex.indexOf('\\', i + 2);
        }
        return Optional.empty();
    }

    /** A bracket that OSRegex takes literally, as may be meant, and PCRE2 as a class. */
    static Optional<String> bracket(String regex) {
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                int end = regex.indexOf(']', i + 2);
                return end < 0 ? Optional.of("[") : Optional.of(regex.substring(i, end + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether there is a dot, escaped or not, that is not repeated. */
    static boolean hasDot(String regex) {
        return regex.indexOf('.') >= 0;
    }

    /** Whether a group stands in another alternative than the first group: then it may match without the first. */
    static boolean hasGroupWithoutFirst(String regex) {
        int depth = 0;
        int alternative = 0;
        int groups = 0;
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
                i = skipFirstOfClass(regex, i);
            } else if (c == '(') {
                depth++;
                boolean captures = !regex.startsWith("(?", i);
                if (captures && groups++ > 0 && alternative > 0) {
                    return true;
                }
                if (captures && groups == 1 && alternative > 0) {
                    return false;
                }
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && depth == 0) {
                alternative++;
            }
        }
        return false;
    }

    /** A bracket directly behind the opening one, or behind its ^, is a member. */
    private static int skipFirstOfClass(String regex, int open) {
        int i = open;
        if (regex.startsWith("^", i + 1)) {
            i++;
        }
        return regex.startsWith("]", i + 1) ? i + 1 : i;
    }
}
