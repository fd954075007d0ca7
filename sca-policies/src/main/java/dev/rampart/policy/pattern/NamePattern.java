package dev.rampart.policy.pattern;

import dev.rampart.policy.regex.OsMatch;
import dev.rampart.policy.regex.StepBudget;
import java.util.Optional;

/** Which entries of a directory a {@code d:} rule means. */
public sealed interface NamePattern {

    String text();

    /** False when it is a regular expression that does not compile. */
    boolean isValid();

    /**
     * 4.x: behind {@code r:} an OSRegex whatever {@code regex_type} says; and always the whole text as an OSMatch.
     *
     * @param regex empty when there is none
     */
    record Wazuh4(String text, Optional<Engine> regex, OsMatch match) implements NamePattern {

        public static Wazuh4 parse(String text) {
            Optional<Engine> regex = text.regionMatches(true, 0, "r:", 0, 2)
                    ? Optional.of(Engine.osRegex(text.substring(2)))
                    : Optional.empty();
            return new Wazuh4(text, regex, OsMatch.compile(text));
        }

        @Override
        public boolean isValid() {
            return regex.map(r -> !(r instanceof Engine.Refused)).orElse(true);
        }

        public boolean matches(String name, StepBudget budget) {
            boolean byRegex =
                    isValid() && regex.map(r -> r.matches(name, budget)).orElse(false);
            return byRegex || match.matches(name);
        }
    }

    /** 5.x: the very name. */
    record Exact(String text) implements NamePattern {
        @Override
        public boolean isValid() {
            return true;
        }
    }

    /** 5.x, behind {@code r:} or {@code !r:}. */
    record Wazuh5(Wazuh5Pattern pattern) implements NamePattern {
        @Override
        public String text() {
            return pattern.text();
        }

        @Override
        public boolean isValid() {
            return pattern.isValid();
        }
    }

    static NamePattern parse5(String text) {
        return text.startsWith("r:") || text.startsWith("!r:")
                ? new Wazuh5(Wazuh5Pattern.parse(text))
                : new Exact(text);
    }
}
