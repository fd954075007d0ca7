package dev.rampart.policy.pattern;

import dev.rampart.policy.regex.OsRegex;
import dev.rampart.policy.regex.PatternRefused;
import dev.rampart.policy.regex.Pcre;
import dev.rampart.policy.regex.StepBudget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A regular expression, compiled once, in the language that the dialect and {@code regex_type} ask for. */
public sealed interface Engine {

    /**
     * @param whole the text that matched; for OSRegex, which does not know it, the whole line
     * @param group1 null when there is no first group, or it took no part
     * @param laterGroupSet whether a group behind the first took part
     */
    record Hit(String whole, @Nullable String group1, boolean laterGroupSet) {}

    /** Null when the line does not match. */
    @Nullable
    Hit find(String line, StepBudget budget);

    boolean matches(String line, StepBudget budget);

    record Os(OsRegex regex) implements Engine {
        @Override
        public @Nullable Hit find(String line, StepBudget budget) {
            var groups = regex.groups(line, budget);
            return groups == null
                    ? null
                    : new Hit(line, groups.isEmpty() ? null : groups.getFirst(), groups.size() > 1);
        }

        @Override
        public boolean matches(String line, StepBudget budget) {
            return regex.matches(line, budget);
        }
    }

    record Pcre2(Pcre regex) implements Engine {
        @Override
        public @Nullable Hit find(String line, StepBudget budget) {
            var match = regex.find(line, budget);
            return match == null ? null : new Hit(match.whole(), match.group1(), match.laterGroupSet());
        }

        @Override
        public boolean matches(String line, StepBudget budget) {
            return regex.find(line, budget) != null;
        }
    }

    /** The engine does not compile it; {@link #find} must not be asked. */
    record Refused(int at, String why) implements Engine {
        @Override
        public @Nullable Hit find(String line, StepBudget budget) {
            throw new IllegalStateException("refused: " + why);
        }

        @Override
        public boolean matches(String line, StepBudget budget) {
            throw new IllegalStateException("refused: " + why);
        }
    }

    record Unsupported(int at, String why) implements Engine {
        @Override
        public @Nullable Hit find(String line, StepBudget budget) {
            throw new UnsupportedPattern(why);
        }

        @Override
        public boolean matches(String line, StepBudget budget) {
            throw new UnsupportedPattern(why);
        }
    }

    static Engine osRegex(String pattern) {
        try {
            return new Os(OsRegex.compile(pattern));
        } catch (PatternRefused e) {
            return new Refused(e.at(), String.valueOf(e.getMessage()));
        }
    }

    static Engine pcre(String pattern, Set<Pcre.Flag> flags) {
        return switch (Pcre.compile(pattern, flags)) {
            case Pcre.Compiled c -> new Pcre2(c.pattern());
            case Pcre.Refused r -> new Refused(r.at(), r.message());
            case Pcre.Unsupported u -> new Unsupported(u.at(), u.message());
        };
    }
}
