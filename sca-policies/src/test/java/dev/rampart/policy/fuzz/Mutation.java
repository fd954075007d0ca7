package dev.rampart.policy.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Small damage to byte strings, and strings made from the words of the language. */
final class Mutation {

    /** Beyond this a splice is cut, so that memory stays bounded. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final List<String> WORDS = List.of(
            " -> ",
            "->",
            " && ",
            "&&",
            "!",
            "r:",
            "n:",
            "R:",
            "N:",
            "!r:",
            "!n:",
            " compare ",
            "compare",
            "not ",
            "NOT ",
            "not not ",
            "f:",
            "d:",
            "c:",
            "p:",
            "r:HKLM\\x",
            "f:/r/conf",
            "d:/r",
            "c:tool",
            "p:init",
            "$v",
            "$",
            "$long",
            "${",
            ",",
            " ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\0",
            "==",
            "<=",
            ">=",
            "!=",
            "<",
            ">",
            "= ",
            "=>",
            "\\!= ",
            "0",
            "-1",
            "255",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999",
            "1e2",
            "0x10",
            "0x1p-3",
            "inf",
            "nan",
            "-0",
            "1e999",
            ".5",
            "5.",
            "\\d+",
            "\\w+",
            "\\w*",
            "\\s*",
            "\\S+",
            "\\.+",
            "\\.*",
            "\\p",
            "\\t",
            "\\",
            "\\(",
            "(",
            ")",
            "(\\d+)",
            "(\\w+)",
            "|",
            "^",
            "$",
            "^$",
            "+",
            "*",
            "?",
            ".*",
            ".+",
            "(a+)+$",
            "(a|aa)+",
            "(.*)*x",
            "(?:",
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            "(?<n>a)",
            "(?i)",
            "(?>a+)",
            "(?R)",
            "(?1)",
            "\\1",
            "\\g{1}",
            "\\K",
            "\\Q",
            "\\E",
            "\\R",
            "\\h",
            "\\X",
            "\\x{100}",
            "\\p{L}",
            "[a-z]",
            "[^a]",
            "[[:alpha:]]",
            "[",
            "]",
            "[]",
            "{2}",
            "{1,1000}",
            "{1000,}",
            "a{1,3}{2,4}",
            "*+",
            "++",
            "*?",
            "(*UTF8)",
            "(*COMMIT)",
            "\\bx\\b",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!!binary ",
            "!<tag> ",
            "| \n ",
            ">-\n ",
            "'",
            "\"",
            "''",
            "- ",
            ": ",
            ":",
            "? ",
            "#",
            " #",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "{",
            "}",
            "[[",
            "]]",
            "\u00ef\u00bb\u00bf",
            "\u00ff\u00fe",
            "\u00fe\u00ff",
            "\u00c3\u00a9",
            "\u00c3",
            "\u00ff",
            "\u00e2\u0080\u00a8",
            "\u0085",
            "\\u0000",
            "\\xff",
            "\\\n",
            "policy:",
            "checks:",
            "rules:",
            "condition: all",
            "condition: none",
            "requirements:",
            "variables:",
            "regex_type: pcre2",
            "id: 0",
            "title: ",
            "any",
            "all",
            "none",
            "any required");

    private final SplittableRandom random;

    Mutation(SplittableRandom random) {
        this.random = random;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    /** Damaged in none to some six places. */
    String mutate(String text) {
        var result = text;
        for (int i = random.nextInt(4) * random.nextInt(3); i > 0; i--) {
            result = once(result);
        }
        return result.length() > MAX_LENGTH ? result.substring(0, MAX_LENGTH) : result;
    }

    private String once(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(8));
        return switch (random.nextInt(10)) {
            case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(end > at ? at + 1 : at);
            case 1, 2, 3 -> text.substring(0, at) + oneOf(WORDS) + text.substring(at);
            case 4 -> text.substring(0, at) + oneOf(WORDS) + text.substring(end);
            case 5 -> text.substring(0, at) + text.substring(end);
            case 6 ->
                text.substring(0, at) + text.substring(at, end).repeat(1 + random.nextInt(60)) + text.substring(end);
            case 7 -> text.substring(0, at);
            case 8 -> text.substring(0, at) + oneOf(WORDS).repeat(1 + random.nextInt(200)) + text.substring(at);
            default -> text.substring(at) + text.substring(0, at);
        };
    }

    /** Words in a row. */
    String sentence(int maxWords) {
        var text = new StringBuilder();
        for (int i = random.nextInt(maxWords + 1); i > 0; i--) {
            text.append(oneOf(WORDS));
        }
        return text.toString();
    }
}
