package dev.rampart.policy.regex;

import java.util.ArrayList;
import java.util.List;

/** How 4.x matches the file names of {@code d:} rules: substrings, ASCII case ignored, no escapes (os_match_compile.c). */
public final class OsMatch {

    private record Alternative(String lowered, boolean fromStart, boolean toEnd) {

        static Alternative of(String text) {
            boolean fromStart = text.startsWith("^");
            var rest = fromStart ? text.substring(1) : text;
            boolean toEnd = rest.endsWith("$");
            return new Alternative(lower(toEnd ? rest.substring(0, rest.length() - 1) : rest), fromStart, toEnd);
        }

        boolean matches(String name) {
            if (lowered.isEmpty()) {
                return !(fromStart && toEnd) || name.isEmpty();
            }
            if (fromStart) {
                return toEnd ? name.equals(lowered) : name.startsWith(lowered);
            }
            // The substring search alone compares signed bytes with unsigned ones: beyond ASCII nothing is equal.
            return toEnd ? name.endsWith(lowered) : name.contains(lowered) && isAscii(lowered);
        }
    }

    private final boolean negated;
    private final List<Alternative> alternatives;

    private OsMatch(boolean negated, List<Alternative> alternatives) {
        this.negated = negated;
        this.alternatives = List.copyOf(alternatives);
    }

    public static OsMatch compile(String pattern) {
        boolean negated = pattern.startsWith("!");
        var alternatives = new ArrayList<Alternative>();
        int start = negated ? 1 : 0;
        for (int bar = pattern.indexOf('|', start); bar >= 0; bar = pattern.indexOf('|', start)) {
            alternatives.add(Alternative.of(pattern.substring(start, bar)));
            start = bar + 1;
        }
        alternatives.add(Alternative.of(pattern.substring(start)));
        return new OsMatch(negated, alternatives);
    }

    public boolean matches(String name) {
        var lowered = lower(name);
        return negated != alternatives.stream().anyMatch(a -> a.matches(lowered));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String lower(String text) {
        var result = new StringBuilder(text.length());
        text.chars().forEach(c -> result.append((char) OsRegexProgram.lower(c)));
        return result.toString();
    }
}
