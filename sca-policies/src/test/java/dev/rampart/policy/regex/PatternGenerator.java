package dev.rampart.policy.regex;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random patterns of PCRE2 syntax, most of them valid, and texts they may match. */
final class PatternGenerator {

    private static final List<String> LITERALS = List.of(
            "a",
            "a",
            "a",
            "b",
            "b",
            "c",
            "A",
            "B",
            "k",
            "s",
            "1",
            "_",
            " ",
            "-",
            "\n",
            "\t",
            "#",
            "\u00e9",
            "\u00c9",
            "\u0085",
            "\u00a0",
            ":",
            "=",
            "\\.",
            "\\-",
            "\\n",
            "\\r",
            "\\t",
            "\\x41",
            "\\x{62}",
            "\\141",
            "\\o{61}",
            "\\e",
            "\\cA",
            "\\0",
            "\\xe9",
            "]",
            "}",
            "{",
            "{,2}",
            "{a}",
            "ab",
            "aB",
            "\\Qa.b\\E",
            "\\Q\\E",
            "\\E",
            "\\\\",
            "(?#x)");
    private static final List<String> SETS = List.of(
            ".", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\h", "\\H", "\\v", "\\V", "\\N", "\\R", "\\C",
            "[^\\n]");
    private static final List<String> POINTS = List.of(
            "^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\K", "^", "$", "(?i)", "(?m)", "(?s)", "(?x)",
            "(?-i)", "(?i-m)", "(?U)", "(?^)", "(?n)", "(?J)", "(?xx)", "(?-x)");
    private static final List<String> OPENERS = List.of(
            "(", "(", "(", "(", "(?:", "(?:", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?i:", "(?-i:", "(?s:",
            "(?|", "(?<n>", "(?'m'", "(?P<o>", "(?x:", "(?m-i:");
    private static final List<String> QUANTIFIERS = List.of(
            "*", "*", "+", "+", "?", "?", "{2}", "{0}", "{1}", "{0,1}", "{1,2}", "{2,}", "{0,2}", "{1,}", "{2,3}",
            "{3,2}");
    private static final List<String> REFERENCES = List.of(
            "\\1", "\\1", "\\2", "\\3", "\\g1", "\\g{2}", "\\g{-1}", "\\g{+1}", "\\k<n>", "\\k'm'", "\\k{o}", "(?P=n)",
            "\\11", "\\g{n}");
    private static final List<String> CLASS_ITEMS = List.of(
            "a",
            "b",
            "A",
            "k",
            "1",
            "-",
            "^",
            "[",
            "]",
            "a-c",
            "A-C",
            "0-9",
            "\\d",
            "\\w",
            "\\s",
            "\\S",
            "\\h",
            "\\v",
            "a",
            "b",
            "1",
            "B",
            "\\D",
            "[:alpha:]",
            "[:upper:]",
            "[:^digit:]",
            "[:space:]",
            "[:punct:]",
            "[:^lower:]",
            "[:xyz:]",
            "\\]",
            "\\-",
            "\\n",
            "\\x41-\\x43",
            "\u00e9",
            "\u00c9",
            "\u00e0-\u00ff",
            "\\b",
            ".",
            "$",
            "&&",
            "[:",
            ":]",
            "\\Q]\\E",
            "\\E",
            "\\1",
            " ",
            "\\0",
            "_",
            "Z-a",
            "\\N",
            "\\R");
    private static final String TEXT_BYTES = "aaaaabbbccABk1_ -\n\n\r\t\u00e9\u00c9\u0085\u00a0.:=#ss\0\u000b]{}";
    private static final String SYNTAX = "()[]{}*+?|\\^$.,:=!<>-PQEaAb12\n #'&iR";

    private final RandomGenerator random;

    PatternGenerator(RandomGenerator random) {
        this.random = random;
    }

    String pattern() {
        var out = new StringBuilder();
        branches(out, 3);
        if (random.nextInt(6) == 0) {
            mutate(out);
        }
        return out.toString();
    }

    String text() {
        int length = random.nextInt(14);
        var out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(
                    random.nextInt(20) == 0
                            ? (char) random.nextInt(256)
                            : TEXT_BYTES.charAt(random.nextInt(TEXT_BYTES.length())));
        }
        return out.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void branches(StringBuilder out, int depth) {
        int count = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append('|');
            }
            int items = random.nextInt(depth == 3 ? 6 : 4);
            for (int j = 0; j < items; j++) {
                item(out, depth);
            }
        }
    }

    private void item(StringBuilder out, int depth) {
        int kind = random.nextInt(20);
        switch (kind) {
            case 0, 1, 2 -> out.append(one(SETS));
            case 3, 4 -> characterClass(out);
            case 5, 6, 7, 8, 9 -> {
                if (depth > 0) {
                    out.append(one(OPENERS));
                    branches(out, depth - 1);
                    out.append(')');
                } else {
                    out.append('a');
                }
            }
            case 10, 11 -> out.append(one(POINTS));
            case 12 -> out.append(random.nextBoolean() ? "\\1" : one(REFERENCES));
            default -> out.append(one(LITERALS));
        }
        boolean point = kind == 10 || kind == 11;
        if (random.nextInt(point ? 60 : 3) == 0) {
            out.append(one(QUANTIFIERS)).append(List.of("", "", "?", "+", " ?").get(random.nextInt(5)));
        }
    }

    private void characterClass(StringBuilder out) {
        out.append(random.nextInt(3) == 0 ? "[^" : "[");
        int items = 1 + random.nextInt(4);
        for (int i = 0; i < items; i++) {
            out.append(one(CLASS_ITEMS));
        }
        out.append(']');
    }

    void mutate(StringBuilder pattern) {
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(pattern.length() + 1);
            char c = SYNTAX.charAt(random.nextInt(SYNTAX.length()));
            if (at < pattern.length() && random.nextBoolean()) {
                if (random.nextBoolean()) {
                    pattern.deleteCharAt(at);
                } else {
                    pattern.setCharAt(at, c);
                }
            } else {
                pattern.insert(at, c);
            }
        }
    }
}
