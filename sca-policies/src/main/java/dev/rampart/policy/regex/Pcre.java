package dev.rampart.policy.regex;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** stub */
public final class Pcre {
    public enum Flag {
        CASELESS,
        MULTILINE
    }

    public sealed interface Compilation {}

    public record Compiled(Pcre pattern) implements Compilation {}

    public record Refused(int at, String message) implements Compilation {}

    public record Unsupported(int at, String message) implements Compilation {}

    private final Pattern pattern;

    private Pcre(Pattern p) {
        pattern = p;
    }

    public static Compilation compile(String p, Set<Flag> flags) {
        try {
            int f = Pattern.UNIX_LINES
                    | (flags.contains(Flag.CASELESS) ? Pattern.CASE_INSENSITIVE : 0)
                    | (flags.contains(Flag.MULTILINE) ? Pattern.MULTILINE : 0);
            return new Compiled(new Pcre(Pattern.compile(p, f)));
        } catch (java.util.regex.PatternSyntaxException e) {
            return new Refused(0, String.valueOf(e.getMessage()));
        }
    }

    public @Nullable PcreMatch find(String text, StepBudget budget) {
        var m = pattern.matcher(budget.over(text));
        if (!m.find()) return null;
        boolean later = false;
        for (int i = 2; i <= m.groupCount(); i++) later |= m.group(i) != null;
        return new PcreMatch(m.group(), m.groupCount() > 0 ? m.group(1) : null, later, m.groupCount());
    }

    /** Number of capture groups. */
    public int groups() {
        return pattern.matcher("").groupCount();
    }

    /** Whether some texts make a search take very long, as far as a look at the pattern can tell. */
    public boolean explosive() {
        return pattern.pattern().matches(".*[+*]\\)[+*].*");
    }
}
